package millwright.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import oshi.software.os.FileSystem;
import oshi.software.os.OSFileStore;

class DiskSamplersTest {
    private record FakeFileSystem(List<OSFileStore> stores) implements FileSystem {
        @Override
        public List<OSFileStore> getFileStores() {
            throw new UnsupportedOperationException("a dead network share would hang this");
        }

        @Override
        public List<OSFileStore> getFileStores(boolean localOnly) {
            return localOnly ? stores : getFileStores();
        }

        @Override
        public long getOpenFileDescriptors() {
            return 0;
        }

        @Override
        public long getMaxFileDescriptors() {
            return 0;
        }

        @Override
        public long getMaxFileDescriptorsPerProcess() {
            return 0;
        }
    }

    private static List<String> words(OSFileStore store) {
        RealFileSystems real = new RealFileSystems(List.of(), List.of(), mount -> false);
        return Readings.words(new DiskSampler(new FakeFileSystem(List.of(store)), real));
    }

    @Test
    void whatIsReservedForRootIsNeitherUsedNorFree() {
        // 1000 in all, 400 free, 300 of them for users: 600 used of 900
        assertThat(words(FakeStore.of("/dev/sda1 / ext4 rw")))
                .containsExactly(
                        "disk{device=sda1, fstype=ext4, path=/} total=1000 used=600 free=300"
                                + " used_percent=66.667 inodes_total=100 inodes_free=50"
                                + " inodes_used_percent=50.0");
    }

    @Test
    void aFullDiskIsAtAHundredPercent() {
        assertThat(words(FakeStore.of("/dev/sda1 / ext4 rw").withSpace(50, 0)))
                .first()
                .asString()
                .contains("free=0 used_percent=100.0");
    }

    @Test
    void aFileSystemWithoutInodesHasNone() {
        assertThat(words(FakeStore.of("C: C:\\ NTFS rw").withoutInodes()))
                .containsExactly(
                        "disk{device=C:, fstype=NTFS, path=C:\\} total=1000 used=600 free=300"
                                + " used_percent=66.667");
    }

    @Test
    void diskCountersLeaveOutLoopAndMemoryDevices() {
        Sampler sampler =
                new DiskIoSampler(
                        () ->
                                DiskReading.of(
                                        List.of(
                                                new FakeDisk("/dev/sda"),
                                                new FakeDisk("/dev/loop0"),
                                                new FakeDisk("/dev/zram0"),
                                                new FakeDisk("\\\\.\\PHYSICALDRIVE0"))));
        assertThat(Readings.words(sampler))
                .containsExactly(
                        "diskio{name=sda} reads=1 writes=2 read_bytes=512 write_bytes=1024"
                                + " io_time=40 iops_in_progress=3",
                        "diskio{name=PHYSICALDRIVE0} reads=1 writes=2 read_bytes=512"
                                + " write_bytes=1024 io_time=40 iops_in_progress=3");
    }
}
