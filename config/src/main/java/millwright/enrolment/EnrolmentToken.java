package millwright.enrolment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import millwright.config.Secret;

/**
 * What {@code millwright-collector enroll} prints and {@code millwright-agent enroll} takes: one
 * word, {@code mw1.} and base64url. It holds, in this order: its length (2 bytes), flags (1; bit 0:
 * a fingerprint follows), the fingerprint (32), the secret (32), the addresses (UTF-8, a newline
 * between two), and CRC-32 of all that (4), so that a paste that lost its end is told from a wrong
 * one.
 *
 * @param collectors base addresses, at least one, all of https or, on one machine, http
 * @param authority the certificate that must be in the collector's chain; empty where the JDK's own
 *     trust store decides
 * @param secret base64url of 32 random bytes
 */
public record EnrolmentToken(List<URI> collectors, Optional<Fingerprint> authority, Secret secret) {
    private static final String PREFIX = "mw1.";
    private static final int SECRET_BYTES = 32;
    private static final int HEAD_BYTES = 3;
    private static final int CHECK_BYTES = 4;
    private static final int BYTES_MIN = HEAD_BYTES + SECRET_BYTES + CHECK_BYTES;
    private static final int BYTES_MAX = 4096;
    private static final int HAS_AUTHORITY = 1;

    public EnrolmentToken {
        collectors = List.copyOf(collectors);
        if (collectors.isEmpty()) {
            throw new IllegalArgumentException("the token names no collector");
        }
        collectors.forEach(EnrolmentToken::check);
        if (Base64.getUrlDecoder().decode(secret.reveal()).length != SECRET_BYTES) {
            throw new IllegalArgumentException("the token's secret is not of 32 bytes");
        }
    }

    private static void check(URI collector) {
        String scheme = String.valueOf(collector.getScheme()).toLowerCase(Locale.ROOT);
        boolean isWeb = scheme.equals("https") || scheme.equals("http");
        if (!isWeb || collector.getHost() == null || collector.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "%s is no collector's address. Write one such as https://collector:8480."
                            .formatted(collector));
        }
    }

    /**
     * Takes a paste, in which blanks and line ends mean nothing.
     *
     * @throws IllegalArgumentException with words for the person who pasted it
     */
    public static EnrolmentToken parse(String pasted) {
        String text = pasted.replaceAll("\\s+", "");
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "This is no enrolment token: it does not begin with %s. Paste all of what millwright-collector enroll printed."
                            .formatted(PREFIX));
        }
        String body = text.substring(PREFIX.length());
        if (!body.matches("[A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException(
                    "The enrolment token holds a character that none has: only letters, digits, -"
                            + " and _ follow mw1. Paste it again.");
        }
        checkLength(body);
        return read(decoded(body));
    }

    private static void checkLength(String body) {
        int told =
                body.length() < 4 ? 0 : ByteBuffer.wrap(decoded(body.substring(0, 4))).getShort();
        if (body.length() >= 4 && (told < BYTES_MIN || told > BYTES_MAX)) {
            throw damaged();
        }
        int wanted = (told * 4 + 2) / 3;
        if (body.length() < 4 || body.length() < wanted) {
            throw new IllegalArgumentException(
                    "The enrolment token is cut off%s. Paste all of it."
                            .formatted(
                                    body.length() < 4
                                            ? ""
                                            : ": %d of its %d characters are here"
                                                    .formatted(
                                                            body.length() + PREFIX.length(),
                                                            wanted + PREFIX.length())));
        }
        if (body.length() > wanted) {
            throw new IllegalArgumentException(
                    "The enrolment token has %d characters too many at its end. Paste it alone."
                            .formatted(body.length() - wanted));
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw damaged();
        }
    }

    private static EnrolmentToken read(byte[] all) {
        ByteBuffer bytes = ByteBuffer.wrap(all);
        int end = all.length - CHECK_BYTES;
        if (bytes.getInt(end) != check(all, end)) {
            throw damaged();
        }
        bytes.limit(end).position(2);
        boolean hasAuthority = (bytes.get() & HAS_AUTHORITY) != 0;
        Optional<Fingerprint> authority =
                hasAuthority
                        ? Optional.of(Fingerprint.of(take(bytes, Fingerprint.BYTES)))
                        : Optional.empty();
        String secret = base64(take(bytes, SECRET_BYTES));
        String addresses = new String(take(bytes, bytes.remaining()), UTF_8);
        return new EnrolmentToken(
                Arrays.stream(addresses.split("\n")).map(URI::create).toList(),
                authority,
                Secret.of(secret));
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        if (bytes.remaining() < count) {
            throw damaged();
        }
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    private static IllegalArgumentException damaged() {
        return new IllegalArgumentException(
                "The enrolment token is damaged: a character of it is wrong. Paste it again.");
    }

    /** The token itself: for the one who pastes it, never for a log. */
    public String reveal() {
        byte[] addresses =
                collectors.stream()
                        .map(URI::toString)
                        .collect(Collectors.joining("\n"))
                        .getBytes(UTF_8);
        int fingerprint = authority.isPresent() ? Fingerprint.BYTES : 0;
        int length = BYTES_MIN + fingerprint + addresses.length;
        if (length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "The addresses are %d bytes long; a token holds at most %d. Name fewer."
                            .formatted(
                                    addresses.length, BYTES_MAX - BYTES_MIN - Fingerprint.BYTES));
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).putShort((short) length);
        bytes.put((byte) (authority.isPresent() ? HAS_AUTHORITY : 0));
        authority.ifPresent(print -> bytes.put(print.bytes()));
        bytes.put(Base64.getUrlDecoder().decode(secret.reveal())).put(addresses);
        bytes.putInt(check(bytes.array(), bytes.position()));
        return PREFIX + base64(bytes.array());
    }

    private static int check(byte[] bytes, int length) {
        CRC32 check = new CRC32();
        check.update(bytes, 0, length);
        return (int) check.getValue();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
