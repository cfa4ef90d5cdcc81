package millwright.agent.sample;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import oshi.software.os.OSFileStore;

/**
 * Chooses the file systems that can run full and that somebody could do something about.
 *
 * <p>Left out: memory, image and overlay file systems, read-only ones, network shares (their server
 * has its own agent, and a dead one would hang the reading), single files that a container runtime
 * mounts. Each file system counts once, at its shortest mount, so bind mounts and subvolumes add
 * nothing. In a container the root is an overlay, and it stays, as it is the disk that the
 * container writes to; unless a volume of the same file system is there, which then speaks for it.
 *
 * <p>The site's {@code include} brings a mount back whatever its type; its {@code exclude} has the
 * last word.
 */
final class RealFileSystems {
    private static final Set<String> UNREAL =
            Set.of(
                    "tmpfs",
                    "ramfs",
                    "devtmpfs",
                    "overlay",
                    "overlayfs",
                    "aufs",
                    "squashfs",
                    "erofs",
                    "iso9660",
                    "udf",
                    "cdfs",
                    "cramfs",
                    "devfs",
                    "autofs",
                    "nullfs",
                    "fuse.lxcfs",
                    "fuse.portal",
                    "fuse.gvfsd-fuse",
                    "fuse.snapfuse",
                    "nsfs");
    private static final Set<String> OVERLAYS = Set.of("overlay", "overlayfs", "aufs");

    private final Globs include;
    private final Globs exclude;
    private final Predicate<String> isFile;
    private final Supplier<Set<String>> locked;

    RealFileSystems(List<String> include, List<String> exclude) {
        this(include, exclude, RealFileSystems::isRegularFile, LockedMounts::now);
    }

    RealFileSystems(List<String> include, List<String> exclude, Predicate<String> isFile) {
        this(include, exclude, isFile, Set::of);
    }

    /**
     * @param locked mounts that look read-only to this process alone
     */
    RealFileSystems(
            List<String> include,
            List<String> exclude,
            Predicate<String> isFile,
            Supplier<Set<String>> locked) {
        this.include = new Globs(include);
        this.exclude = new Globs(exclude);
        this.isFile = isFile;
        this.locked = locked;
    }

    /** Sorted by mount. */
    List<OSFileStore> among(List<OSFileStore> stores) {
        List<OSFileStore> byMount = new ArrayList<>(stores);
        byMount.sort(
                Comparator.comparingInt((OSFileStore store) -> store.getMount().length())
                        .thenComparing(OSFileStore::getMount));
        Map<String, OSFileStore> kept = new LinkedHashMap<>();
        for (OSFileStore store : byMount) {
            if (include.match(store.getMount())) {
                kept.put("included " + store.getMount(), store);
            } else if (isReal(store)) {
                kept.putIfAbsent(identity(store), store);
            }
        }
        List<OSFileStore> chosen = new ArrayList<>(kept.values());
        byMount.stream()
                .filter(store -> isOverlayRoot(store) && !chosen.contains(store))
                .filter(root -> chosen.stream().noneMatch(other -> isSameDisk(root, other)))
                .forEach(chosen::add);
        chosen.removeIf(store -> store.getTotalSpace() <= 0 || exclude.match(store.getMount()));
        chosen.sort(Comparator.comparing(OSFileStore::getMount));
        return chosen;
    }

    private boolean isReal(OSFileStore store) {
        return !UNREAL.contains(type(store))
                && !isReadOnly(store)
                && !isFile.test(store.getMount());
    }

    private boolean isOverlayRoot(OSFileStore store) {
        return store.getMount().equals("/") && OVERLAYS.contains(type(store)) && !isReadOnly(store);
    }

    /** An overlay answers with the figures of the file system that it lies on. */
    private static boolean isSameDisk(OSFileStore overlay, OSFileStore other) {
        return overlay.getTotalSpace() == other.getTotalSpace()
                && overlay.getTotalInodes() == other.getTotalInodes();
    }

    private static String type(OSFileStore store) {
        return store.getType().toLowerCase(Locale.ROOT);
    }

    private boolean isReadOnly(OSFileStore store) {
        List<String> options = List.of(store.getOptions().split(","));
        return (options.contains("ro") || options.contains("read-only"))
                && !locked.get().contains(store.getMount());
    }

    private static String identity(OSFileStore store) {
        if (!store.getUUID().isBlank()) {
            return "uuid " + store.getUUID();
        }
        String volume = store.getVolume();
        // "/dev/vda" and "pool/home" name a file system; "none" and "shared" name nothing
        boolean names = volume.indexOf('/') >= 0 || volume.indexOf('\\') >= 0;
        return names ? "volume " + volume : "mount " + store.getMount();
    }

    private static boolean isRegularFile(String mount) {
        try {
            return Files.isRegularFile(Path.of(mount));
        } catch (InvalidPathException strange) {
            return false;
        }
    }
}
