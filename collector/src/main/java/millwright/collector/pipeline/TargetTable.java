package millwright.collector.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.rules.indicator.Micros;

/** The targets that one host's agent asks, by their latest answers ({@code millwright_target}). */
final class TargetTable {
    private static final int KEPT = 500;

    private final Map<Name, Answer> byName = new TreeMap<>();

    private record Name(String kind, String target) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : target.compareTo(other.target);
        }
    }

    private static final class Answer {
        private long micros = Long.MIN_VALUE;
        private boolean up;
        private double seconds;
        private long downMicros = Long.MIN_VALUE;
        private String reason = "";
        private String detail = "";
    }

    void up(String kind, String target, long micros, boolean up) {
        Answer answer = answer(kind, target);
        if (micros >= answer.micros) {
            answer.micros = micros;
            answer.up = up;
        }
    }

    void took(String kind, String target, long micros, double seconds) {
        Answer answer = answer(kind, target);
        if (micros >= answer.micros) {
            answer.seconds = seconds;
        }
    }

    void reason(String kind, String target, long micros, String reason) {
        Answer answer = answer(kind, target);
        if (micros >= answer.downMicros) {
            answer.downMicros = micros;
            answer.reason = reason;
        }
    }

    void detail(String kind, String target, long micros, String detail) {
        Answer answer = answer(kind, target);
        if (micros >= answer.downMicros) {
            answer.downMicros = micros;
            answer.detail = detail;
        }
    }

    /** Sorted by kind and name; those that said whether they are up. */
    List<TargetView> all() {
        return byName.entrySet().stream()
                .filter(entry -> entry.getValue().micros != Long.MIN_VALUE)
                .map(entry -> view(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static TargetView view(Name name, Answer answer) {
        return new TargetView(
                name.kind(),
                name.target(),
                answer.up,
                Micros.instant(answer.micros),
                Duration.ofMillis(Math.round(answer.seconds * 1000)),
                answer.up ? "" : answer.reason,
                answer.up ? "" : answer.detail);
    }

    private Answer answer(String kind, String target) {
        Name name = new Name(kind, target);
        if (byName.size() >= KEPT && !byName.containsKey(name)) {
            return new Answer(); // a sender that makes names up is not worth our memory
        }
        return byName.computeIfAbsent(name, absent -> new Answer());
    }
}
