package millwright.collector.cases;

import java.util.Locale;

/** Such as {@code EW-000042}; longer past the first million. */
final class EmergencyId {
    private static final String PREFIX = "EW-";

    private EmergencyId() {}

    static String of(long number) {
        return String.format(Locale.ROOT, PREFIX + "%06d", number);
    }

    static long number(String id) {
        return Long.parseLong(id.substring(PREFIX.length()));
    }
}
