package millwright.agent.budget;

import java.util.Locale;

/** What of its host an agent takes. */
public enum Resource {
    /** Percent of one core, over the last minute. */
    CPU("cpu_percent"),
    /** Resident bytes. */
    MEMORY("memory"),
    /** Open files, sockets and other handles. */
    HANDLES("handles"),
    THREADS("threads"),
    /** Sessions in the databases that it asks. */
    SESSIONS("sessions");

    private final String key;

    Resource(String key) {
        this.key = key;
    }

    /** Of its limit, below {@code budget}. */
    String key() {
        return key;
    }

    /** As a label says it, such as {@code cpu}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code 1.25 % of a core}, {@code 131.0 MiB} or {@code 300 handles}. */
    String words(double amount) {
        return switch (this) {
            case CPU -> String.format(Locale.ROOT, "%.2f %% of a core", amount);
            case MEMORY -> String.format(Locale.ROOT, "%.1f MiB of memory", amount / (1 << 20));
            case HANDLES -> String.format(Locale.ROOT, "%.0f handles", amount);
            case THREADS -> String.format(Locale.ROOT, "%.0f threads", amount);
            case SESSIONS -> String.format(Locale.ROOT, "%.0f database sessions", amount);
        };
    }
}
