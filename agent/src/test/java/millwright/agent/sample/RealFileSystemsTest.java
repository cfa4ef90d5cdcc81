package millwright.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import oshi.software.os.OSFileStore;

class RealFileSystemsTest {
    private static List<String> mounts(OSFileStore... stores) {
        return mounts(List.of(), List.of(), stores);
    }

    private static List<String> mounts(
            List<String> include, List<String> exclude, OSFileStore... stores) {
        return new RealFileSystems(include, exclude, mount -> mount.startsWith("/etc/"), Set::of)
                .among(Arrays.asList(stores)).stream().map(OSFileStore::getMount).toList();
    }

    private static OSFileStore[] stores(String... lines) {
        return Arrays.stream(lines).map(FakeStore::of).toArray(OSFileStore[]::new);
    }

    @Test
    void onlyFileSystemsThatCanRunFullCount() {
        assertThat(
                        mounts(
                                stores(
                                        "/dev/sda1 / ext4 rw,relatime",
                                        "/dev/sdb1 /var xfs rw",
                                        "tmpfs /dev/shm tmpfs rw",
                                        "overlay /var/lib/docker/overlay2/x/merged overlay rw",
                                        "/dev/loop3 /snap/core squashfs ro",
                                        "/dev/sdc1 /mnt/usb ext4 ro,relatime",
                                        "/dev/sr0 /media/cd iso9660 rw")))
                .containsExactly("/", "/var");
    }

    @Test
    void aServiceThatMayWriteNothingStillSeesWhatOthersCanFill() {
        // as under ProtectSystem=strict: all is read-only but the service's own folder
        Set<String> locked =
                LockedMounts.of(
                        List.of(
                                "470 469 8:1 / / ro,relatime shared:1 - ext4 /dev/sda1 rw,quota",
                                "471 470 8:1 /var/lib/a /var/lib/a rw - ext4 /dev/sda1 rw,quota",
                                "472 470 8:17 / /my\\040data ro master:2 - xfs /dev/sdb1 rw",
                                "473 470 8:33 / /mnt/usb ro - ext4 /dev/sdc1 ro",
                                "474 470 0:26"));
        OSFileStore[] stores =
                stores(
                        "/dev/sda1 / ext4 ro,relatime",
                        "/dev/sda1 /var/lib/a ext4 rw",
                        "/dev/sdc1 /mnt/usb ext4 ro");
        assertThat(locked).containsExactlyInAnyOrder("/", "/my data");
        assertThat(
                        new RealFileSystems(List.of(), List.of(), mount -> false, () -> locked)
                                .among(Arrays.asList(stores)).stream().map(OSFileStore::getMount))
                .containsExactly("/");
    }

    @Test
    void whereTheRootIsWritableAReadOnlyBindMountIsNobodysToFill() {
        assertThat(
                        LockedMounts.of(
                                List.of(
                                        "22 1 8:1 / / rw - ext4 /dev/sda1 rw",
                                        "23 22 8:17 /x /srv/x ro - xfs /dev/sdb1 rw")))
                .isEmpty();
    }

    @Test
    void aBindMountIsTheFileSystemThatItShows() {
        assertThat(
                        mounts(
                                stores(
                                        "/dev/sdb1 /srv/www/uploads xfs rw",
                                        "/dev/sdb1 /data xfs rw",
                                        "/dev/sda1 / ext4 rw")))
                .containsExactly("/", "/data");
    }

    @Test
    void theSameUuidUnderTwoDeviceNamesIsOne() {
        assertThat(
                        mounts(
                                FakeStore.of("/dev/dm-0 / btrfs rw").withUuid("1-2"),
                                FakeStore.of("/dev/mapper/root /home btrfs rw").withUuid("1-2")))
                .containsExactly("/");
    }

    @Test
    void devicesWithoutANameOfTheirOwnAreNotTakenForEachOther() {
        assertThat(mounts(stores("shared /a virtiofs rw", "shared /b virtiofs rw")))
                .containsExactly("/a", "/b");
    }

    @Test
    void inAContainerTheRootOverlayCountsAndTheFilesOfTheRuntimeDoNot() {
        assertThat(
                        mounts(
                                stores(
                                        "overlay / overlay rw,lowerdir=/x",
                                        "/dev/sda1 /etc/hosts ext4 rw",
                                        "/dev/sda1 /etc/resolv.conf ext4 rw")))
                .containsExactly("/");
    }

    @Test
    void aVolumeOfTheSameFileSystemSpeaksForTheRootOverlay() {
        FakeStore overlay = FakeStore.of("overlay / overlay rw");
        FakeStore volume = FakeStore.of("/dev/sda1 /data ext4 rw");
        assertThat(mounts(overlay, volume)).containsExactly("/data");
        assertThat(mounts(overlay, volume.withTotal(2000))).containsExactly("/", "/data");
    }

    @Test
    void includeBringsAMountBackAndExcludeHasTheLastWord() {
        OSFileStore[] stores =
                stores("/dev/sda1 / ext4 rw", "tmpfs /dev/shm tmpfs rw", "/dev/sdb1 /mnt/b xfs rw");
        assertThat(mounts(List.of("/dev/shm"), List.of("/mnt/*"), stores))
                .containsExactly("/", "/dev/shm");
        assertThat(mounts(List.of("/dev/shm"), List.of("*"), stores)).isEmpty();
    }

    @Test
    void aFileSystemWithoutAnySpaceIsLeftOut() {
        assertThat(mounts(FakeStore.of("/dev/sda1 / ext4 rw").withTotal(0))).isEmpty();
    }
}
