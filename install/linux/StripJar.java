import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Writes a jar anew without the entries that match; the same bytes each time. */
public final class StripJar {
    private StripJar() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Pattern needless = Pattern.compile(arguments[1]);
        ByteArrayOutputStream stripped = new ByteArrayOutputStream();
        int left = 0;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(stripped)) {
            out.setLevel(9);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (needless.matcher(entry.getName()).matches()) {
                    left++;
                    continue;
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
                out.putNextEntry(copy);
                in.transferTo(out);
            }
        }
        if (left == 0) {
            throw new IOException(jar + " has nothing that matches " + needless);
        }
        FileTime time = Files.getLastModifiedTime(jar);
        Files.write(jar, stripped.toByteArray());
        Files.setLastModifiedTime(jar, time);
    }
}
