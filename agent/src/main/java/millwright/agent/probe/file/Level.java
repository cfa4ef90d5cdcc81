package millwright.agent.probe.file;

import java.util.Locale;

/** How urgent a Windows event is. */
enum Level {
    CRITICAL(1),
    ERROR(2),
    WARNING(3),
    INFORMATION(4);

    private final int number;

    Level(int number) {
        this.number = number;
    }

    /** As Windows counts them. */
    int number() {
        return number;
    }

    static Level of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** 0 is for what has no level, as audits; more than 4 is what providers make up. */
    static String wordOf(int number) {
        for (Level level : values()) {
            if (level.number == number) {
                return level.name().toLowerCase(Locale.ROOT);
            }
        }
        return number == 0 ? "information" : "verbose";
    }
}
