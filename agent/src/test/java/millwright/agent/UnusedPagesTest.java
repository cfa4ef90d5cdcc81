package millwright.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import millwright.agent.UnusedPages.Mapping;
import org.junit.jupiter.api.Test;

class UnusedPagesTest {
    private static final String CODE =
            "10000000-10200000 r-xp 00000000 fe:00 77     /lib/libjvm.so";

    private static List<Mapping> clean(String... lines) {
        return UnusedPages.clean(Arrays.asList(lines).iterator());
    }

    @Test
    void codeOfALibraryIsGivenBack() {
        assertThat(
                        clean(
                                CODE,
                                "Rss:                1024 kB",
                                "Private_Clean:      1024 kB",
                                "Private_Dirty:         0 kB",
                                "Anonymous:             0 kB",
                                "Swap:                  0 kB",
                                "VmFlags: rd ex mr mw me sd"))
                .containsExactly(new Mapping(0x10000000L, 0x200000L));
    }

    @Test
    void whatHoldsSomethingOfOurOwnIsKept() {
        assertThat(clean(CODE, "Anonymous:             4 kB")).isEmpty();
        assertThat(clean(CODE, "Swap:                  4 kB")).isEmpty();
        assertThat(clean(CODE, "Locked:                4 kB")).isEmpty();
    }

    @Test
    void aFileThatWaitsToBeWrittenToItsDiskIsGivenBack() {
        assertThat(clean(CODE, "Private_Dirty:      1024 kB", "Anonymous:             0 kB"))
                .hasSize(1);
    }

    @Test
    void onlyFilesThatNobodyWritesToAreGivenBack() {
        assertThat(
                        clean(
                                "10000000-10200000 rw-p 00000000 fe:00 77     /lib/libjvm.so",
                                "Private_Dirty:         0 kB",
                                "20000000-20200000 r--p 00000000 00:00 0",
                                "30000000-30200000 r-xp 00000000 00:00 0      [vdso]",
                                "40000000-40001000 r-xp 00000000 fe:00 78     /lib/small.so"))
                .isEmpty();
    }

    @Test
    void oneThatIsOursDoesNotKeepItsNeighbors() {
        assertThat(
                        clean(
                                CODE,
                                "Private_Dirty:         0 kB",
                                "10200000-10400000 r--p 00200000 fe:00 77     /lib/libjvm.so",
                                "Anonymous:           940 kB",
                                "7f0010000000-7f0010200000 r--s 00000000 fe:00 79 /lib/my modules",
                                "Private_Dirty:         0 kB"))
                .containsExactly(
                        new Mapping(0x10000000L, 0x200000L),
                        new Mapping(0x7f0010000000L, 0x200000L));
    }

    @Test
    void aRunningJvmLivesOnWithoutThem() {
        Path smaps = Path.of("/proc/self/smaps");
        assumeTrue(Files.isReadable(smaps), "Linux only");
        UnusedPages pages = UnusedPages.of(smaps);
        List<String> words = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            pages.giveBack();
            words.add("round %d".formatted(round));
            Collections.shuffle(words);
            System.gc();
        }
        assertThat(words).hasSize(20);
    }

    @Test
    void withoutSuchAFileNothingHappens() {
        assertThatCode(() -> UnusedPages.of(Path.of("/nowhere/smaps")).giveBack())
                .doesNotThrowAnyException();
    }
}
