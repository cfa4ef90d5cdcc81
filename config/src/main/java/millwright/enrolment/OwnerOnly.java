package millwright.enrolment;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps what only the daemon's own user may read: modes 0700 and 0600, on Windows an ACL. Where
 * root writes for a daemon, it belongs to the owner of the folder around it.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE = EnumSet.of(OWNER_READ, OWNER_WRITE);
    private static final Set<PosixFilePermission> FOLDER =
            EnumSet.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

    private OwnerOnly() {}

    /** Makes the folder, or takes the rights of others away from one that is there. */
    public static void folder(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (isPosix(folder.toAbsolutePath().getParent())) {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            }
            Files.setPosixFilePermissions(folder, FOLDER);
            handOver(folder);
        } else {
            Files.createDirectories(folder);
            toOwnerAlone(folder);
        }
    }

    /**
     * Writes the file whole or not at all, and to the disk; its folder must be there. Its bytes are
     * never readable by others, not even while they are written.
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        boolean isPosix = isPosix(folder);
        FileAttribute<?>[] mode =
                isPosix
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
                        : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".new", mode);
        try {
            if (!isPosix) {
                toOwnerAlone(fresh);
            }
            handOver(fresh);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
        if (isPosix) {
            force(folder);
        }
    }

    private static void handOver(Path path) throws IOException {
        Path around = path.toAbsolutePath().getParent();
        if (isPosix(around) && Files.getOwner(path).getName().equals("root")) {
            UserPrincipal owner = Files.getOwner(around);
            if (!owner.equals(Files.getOwner(path))) {
                Files.setOwner(path, owner);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException shared) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The new name too must survive a power cut. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** One entry that gives the owner everything; what came from the folder above is gone. */
    private static void toOwnerAlone(Path path) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class);
        if (view == null) {
            return; // FAT and the like, where nobody can be kept out
        }
        view.setAcl(
                List.of(
                        AclEntry.newBuilder()
                                .setType(AclEntryType.ALLOW)
                                .setPrincipal(view.getOwner())
                                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                                .build()));
    }
}
