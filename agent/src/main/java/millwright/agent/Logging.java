package millwright.agent;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything about java.util.logging: one line a record, to standard error, no file. */
final class Logging {
    private Logging() {}

    /** Made after the manager is set, and held: a logger that nobody holds forgets its level. */
    private static final class Quiet {
        private static final Logger OSHI = Logger.getLogger("oshi");
        private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");
    }

    /**
     * Keeps its handlers in a shutdown: the JDK's own hook would take them away while the last
     * batch is still on its way. The JDK makes it by name.
     */
    public static final class Manager extends LogManager {
        @Override
        public void reset() {
            // see above; the handler below needs no flush
        }
    }

    /** Before the first logger is made. */
    static void useOurManager() {
        System.setProperty("java.util.logging.manager", Manager.class.getName());
    }

    static void toStandardError() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler handler = new ConsoleHandler();
        handler.setLevel(Level.INFO);
        handler.setFormatter(new OneLine());
        root.addHandler(handler);
        root.setLevel(Level.INFO);
        // It tells of every counter that a kernel lacks.
        Quiet.OSHI.setLevel(Level.SEVERE);
        // It tells of each connection; what matters, the target's sampler says.
        Quiet.POOL.setLevel(Level.SEVERE);
    }

    /** {@code 2026-03-01T10:02:10Z WARN PeerState: …}; the stack below where there is one. */
    static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord record) {
            String name = String.valueOf(record.getLoggerName());
            StringBuilder line = new StringBuilder();
            line.append(record.getInstant().truncatedTo(ChronoUnit.SECONDS)).append(' ');
            line.append(level(record.getLevel())).append(' ');
            line.append(name.substring(name.lastIndexOf('.') + 1)).append(": ");
            line.append(formatMessage(record).strip()).append('\n');
            if (record.getThrown() != null) {
                StringWriter stack = new StringWriter();
                record.getThrown().printStackTrace(new PrintWriter(stack));
                line.append(stack);
            }
            return line.toString();
        }

        private static String level(Level level) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                return "ERROR";
            }
            if (level.intValue() >= Level.WARNING.intValue()) {
                return "WARN ";
            }
            return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
        }
    }
}
