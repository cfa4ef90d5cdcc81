package millwright.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import oshi.software.os.FileSystem;
import oshi.software.os.OSFileStore;

class FileHandlesSamplerTest {
    private record Handles(long open, long max) implements FileSystem {
        @Override
        public List<OSFileStore> getFileStores() {
            return List.of();
        }

        @Override
        public List<OSFileStore> getFileStores(boolean localOnly) {
            return List.of();
        }

        @Override
        public long getOpenFileDescriptors() {
            return open;
        }

        @Override
        public long getMaxFileDescriptors() {
            return max;
        }

        @Override
        public long getMaxFileDescriptorsPerProcess() {
            return 0;
        }
    }

    @Test
    void openFilesAreAShareOfTheKernelsLimit() {
        assertThat(Readings.words(new FileHandlesSampler(new Handles(1500, 6000))))
                .containsExactly("linux_sysctl_fs{} file-nr=1500 file-max=6000 used_percent=25.0");
    }

    @Test
    void aLimitThatIsNoneLeavesNoShare() {
        assertThat(Readings.words(new FileHandlesSampler(new Handles(1500, Long.MAX_VALUE))))
                .singleElement()
                .asString()
                .endsWith("used_percent=0.0");
    }

    @Test
    void anAnswerWithoutFilesIsNoAnswer() {
        assertThatThrownBy(() -> Readings.of(new FileHandlesSampler(new Handles(0, 0))))
                .isInstanceOf(SamplingException.class)
                .hasMessage("the host says that 0 of 0 files are open");
    }
}
