package millwright.collector;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One line an event to standard error, from where the service manager collects it. */
final class Logging {
    /**
     * Drools advises on the style of rules at each compilation; held here, or it would be
     * forgotten.
     */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.drools"), Logger.getLogger("org.kie"));

    /** Warns at each start that our H2 is newer than it knows; the contract tests know it. */
    private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");

    private Logging() {}

    static void configure() {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        Handler handler = new ConsoleHandler();
        handler.setFormatter(new OneLine());
        handler.setLevel(Level.INFO);
        root.addHandler(handler);
        root.setLevel(Level.WARNING);
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        MIGRATIONS.setLevel(Level.SEVERE);
        Logger.getLogger("millwright").setLevel(Level.INFO);
    }

    /** For commands whose output is the point: only what asks somebody to act. */
    static void quiet() {
        configure();
        Logger.getLogger("millwright").setLevel(Level.WARNING);
    }

    private static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord record) {
            StringBuilder line = new StringBuilder(160);
            line.append(Instant.ofEpochMilli(record.getMillis()).truncatedTo(ChronoUnit.MILLIS))
                    .append(' ')
                    .append(word(record.getLevel()))
                    .append(' ')
                    .append(formatMessage(record))
                    .append('\n');
            if (record.getThrown() != null) {
                StringWriter trace = new StringWriter();
                record.getThrown().printStackTrace(new PrintWriter(trace));
                line.append(trace);
            }
            return line.toString();
        }

        private static String word(Level level) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                return "ERROR";
            }
            return level.intValue() >= Level.WARNING.intValue() ? "WARN " : "INFO ";
        }
    }
}
