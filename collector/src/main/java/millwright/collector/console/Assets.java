package millwright.collector.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Addresses of style sheet, script and icon. They carry a digest of the content, so a browser keeps
 * a file for a year and still never shows an old one.
 */
record Assets(String css, String js, String icon) {
    static final String PATH = "/assets";
    static final String FOLDER = "assets";

    static Assets read() {
        return new Assets(address("console.css"), address("console.js"), address("icon.svg"));
    }

    private static String address(String name) {
        try (InputStream file = Assets.class.getResourceAsStream(FOLDER + "/" + name)) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            return PATH + "/" + name + "?v=" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException("the console's " + name + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
