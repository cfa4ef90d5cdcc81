package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;
import static millwright.rules.indicator.Priority.P1;
import static millwright.rules.indicator.Priority.P2;
import static millwright.rules.indicator.Priority.P3;

import java.util.ArrayList;
import java.util.List;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;

/**
 * Trouble that is put into a simulated week, and what the shipped rules mean by it. Times are
 * minutes from the week's beginning; a sample speaks for the minute that ends with it.
 *
 * @param start its first bad sample
 * @param shape how it goes on, and which calls that must give
 */
record Incident(IndicatorKey key, int start, Shape shape) {

    /**
     * A course of one indicator. The delays are worked out by hand from docs/rules.md: 90 % of 15
     * minutes are 13.5, so the 14th bad sample may be called, 13 minutes after the first; of 10
     * minutes the 9th, of 5 the 5th, of 2 the 2nd; free space at once.
     *
     * @param goodAfter from the first good sample to the one at which the rearm time has held
     */
    record Shape(String indicator, List<Stage> stages, int goodAfter) {
        int length() {
            return stages.stream().mapToInt(Stage::minutes).sum();
        }
    }

    /**
     * @param value what is measured, in percent or seconds; of an error rate, failures in a hundred
     * @param callAfter minutes from its first sample to the first that the rule may call at
     */
    record Stage(double value, int minutes, Priority priority, int callAfter) {}

    /** What must be heard: no sooner than this minute and no later than the next. */
    record Call(String type, Priority priority, int minute) {}

    /** Nothing is measured: the host is off. */
    static final double OFF = Double.NaN;

    static final String CPU = "cpu_utilization";
    static final String MEMORY = "memory_usage";
    static final String DISK = "disk_free";
    static final String CONNECTIONS = "database_connections";
    static final String LATENCY = "api_response_time";
    static final String ERRORS = "error_rate";
    static final String SILENCE = "agent_silent";

    /** Every level of every indicator, and levels that get worse. Of free space, what is used. */
    static final List<Shape> SHAPES =
            List.of(
                    shape(CPU, 4, stage(85, 40, P3, 13)),
                    shape(CPU, 4, stage(93, 30, P2, 13)),
                    shape(CPU, 4, stage(99, 20, P1, 13)),
                    shape(
                            CPU,
                            4,
                            stage(85, 40, P3, 13),
                            stage(93, 40, P2, 13),
                            stage(99, 20, P1, 13)),
                    shape(MEMORY, 4, stage(88, 30, P3, 13)),
                    shape(MEMORY, 4, stage(94, 12, P2, 8)),
                    shape(MEMORY, 4, stage(98.5, 10, P1, 4)),
                    shape(
                            MEMORY,
                            4,
                            stage(88, 30, P3, 13),
                            stage(94, 30, P2, 8),
                            stage(98.5, 8, P1, 4)),
                    shape(DISK, 4, stage(85, 60, P3, 0)),
                    shape(DISK, 4, stage(92, 20, P2, 0)),
                    shape(DISK, 4, stage(97, 5, P1, 0)),
                    shape(DISK, 4, stage(85, 60, P3, 0), stage(92, 20, P2, 0), stage(97, 9, P1, 0)),
                    shape(CONNECTIONS, 4, stage(85, 12, P3, 4)),
                    shape(CONNECTIONS, 4, stage(93, 12, P2, 4)),
                    shape(CONNECTIONS, 4, stage(99.5, 6, P1, 1)),
                    shape(
                            CONNECTIONS,
                            4,
                            stage(85, 9, P3, 4),
                            stage(93, 9, P2, 4),
                            stage(99.5, 9, P1, 1)),
                    shape(LATENCY, 4, stage(4, 12, P3, 4)),
                    shape(LATENCY, 4, stage(7, 12, P2, 4)),
                    shape(LATENCY, 4, stage(15, 12, P1, 4)),
                    shape(LATENCY, 4, stage(4, 9, P3, 4), stage(7, 9, P2, 4), stage(15, 9, P1, 4)),
                    // Of the five minutes' requests one bad minute of 3 % makes 0.6 %, two 1.2 %.
                    shape(ERRORS, 7, stage(3, 15, P2, 1)),
                    // One minute of 20 % makes 4 %, two make 8 %.
                    shape(ERRORS, 8, stage(20, 1, P2, 0), stage(20, 15, P1, 0)),
                    // Four minutes of 3 % and one of 20 % make 6.4 %.
                    shape(ERRORS, 8, stage(3, 15, P2, 1), stage(20, 15, P1, 0)),
                    // Last heard a minute before its start; 5 minutes after that, and 15.
                    shape(SILENCE, 0, stage(OFF, 9, P3, 4)),
                    shape(SILENCE, 0, stage(OFF, 10, P3, 4), stage(OFF, 25, P2, 4)));

    Incident {
        requireNonNull(key, "key");
        requireNonNull(shape, "shape");
    }

    private static Shape shape(String indicator, int goodAfter, Stage... stages) {
        return new Shape(indicator, List.of(stages), goodAfter);
    }

    private static Stage stage(double value, int minutes, Priority priority, int callAfter) {
        return new Stage(value, minutes, priority, callAfter);
    }

    /** Its first good sample. */
    int end() {
        return start + shape.length();
    }

    boolean isOnAt(int minute) {
        return start <= minute && minute < end();
    }

    boolean isOf(String indicator) {
        return shape.indicator().equals(indicator);
    }

    double valueAt(int minute) {
        int from = start;
        for (Stage stage : shape.stages()) {
            from += stage.minutes();
            if (minute < from) {
                return stage.value();
            }
        }
        throw new IllegalArgumentException("%s is over at %d".formatted(this, minute));
    }

    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        int from = start;
        Priority worst = P3;
        for (Stage stage : shape.stages()) {
            String type = calls.isEmpty() ? "ticket-opened" : "ticket-raised";
            worst = stage.priority();
            calls.add(new Call(type, worst, from + stage.callAfter()));
            from += stage.minutes();
        }
        calls.add(new Call("ticket-resolved", worst, end() + shape.goodAfter()));
        return calls;
    }
}
