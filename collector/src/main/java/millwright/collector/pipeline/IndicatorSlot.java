package millwright.collector.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.collector.forecast.Candidate;
import millwright.collector.history.Sample;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Detectors;
import millwright.rules.indicator.IndicatorDetector;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Judgement;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Micros;
import millwright.rules.indicator.ProcessUse;
import millwright.rules.indicator.RatioDetector;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.State;
import millwright.rules.indicator.SustainedDetector;

/**
 * One indicator on the board: its detector, what people see of it, and what has been told of it.
 */
final class IndicatorSlot {
    private final IndicatorKey key;
    private final String unit;
    private final SeriesKey source;
    private final Part part;
    private final HostSlot host;
    private final RecentMinutes recent = new RecentMinutes();
    private final Cadence cadence;
    private final DetectionPolicy policy;
    private Optional<IndicatorDetector> detector;
    private final Changes changes;
    private final Speaker speaker;
    private final List<SeriesKey> senders = new ArrayList<>(1);
    private final BreachNews news;

    private final FollowedCounter requests = new FollowedCounter();
    private final FollowedCounter errors = new FollowedCounter();
    private long spacedMicros = Long.MIN_VALUE;
    private long lastMicros = Long.MIN_VALUE;
    private State lastState = State.OK;
    private boolean waiting;
    private boolean unjudged;

    /** Hears that a slot has samples which nobody has judged. */
    interface Changes {
        void waits(IndicatorSlot slot);
    }

    IndicatorSlot(
            IndicatorKey key,
            String unit,
            SeriesKey source,
            Part part,
            HostSlot host,
            List<Level> levels,
            DetectionPolicy policy,
            Cadence cadence,
            Changes changes) {
        this.key = key;
        this.unit = unit;
        this.source = source;
        this.part = part;
        this.host = host;
        this.cadence = cadence;
        this.changes = changes;
        this.policy = policy;
        this.speaker = new Speaker(Micros.of(policy.staleAfter()));
        this.news = new BreachNews(key);
        this.detector = newDetector(levels);
    }

    private Optional<IndicatorDetector> newDetector(List<Level> levels) {
        return levels.isEmpty() ? Optional.empty() : Optional.of(detector(part, levels, policy));
    }

    void knownFrom(long micros) {
        detector.ifPresent(d -> d.knownFrom(micros));
    }

    /** The series' own environment, or else what another series of its host tells. */
    static String environment(SeriesKey source, HostSlot host) {
        return source.tags().getOrDefault("environment", host.environment());
    }

    String environment() {
        return environment(source, host);
    }

    IndicatorKey key() {
        return key;
    }

    /**
     * Other limits. The same ones change nothing; with others the samples and a breach that is on
     * stay, and the latest is judged by the new limits at the next turn.
     *
     * @throws IllegalArgumentException if it cannot be judged by them; nothing has changed then
     */
    void relevel(List<Level> levels) {
        List<Level> before = detector.map(IndicatorDetector::levels).orElse(List.of());
        if (before.equals(levels)) {
            return;
        }
        if (levels.isEmpty()) {
            news.forgetUntold();
            detector = Optional.empty();
        } else if (before.isEmpty()) {
            detector = newDetector(levels);
            detector.ifPresent(
                    d -> news.told().ifPresent(told -> d.restore(told.level(), told.since())));
        } else {
            detector.get().relevel(levels);
        }
        await(lastMicros);
    }

    private static IndicatorDetector detector(
            Part part, List<Level> levels, DetectionPolicy policy) {
        return part.isCounter()
                ? Detectors.ratio(levels, policy)
                : Detectors.sustained(levels, policy);
    }

    /** A ratio cannot be told by values, nor a value by counters. */
    boolean canTake(Part other) {
        return part.isCounter() == other.isCounter();
    }

    /**
     * @param as what the series is to this indicator
     */
    Binding binding(int series, SeriesKey name, Part as) {
        return new SlotBinding(this, as.isCounter() ? sender(name) : series, as);
    }

    /** The two counters of a ratio come from one sender: they differ only in their field. */
    private int sender(SeriesKey series) {
        SeriesKey sender = new SeriesKey(series.measurement(), series.tags(), "");
        if (!senders.contains(sender)) {
            senders.add(sender);
        }
        return senders.indexOf(sender);
    }

    private static final class SlotBinding extends Binding {
        private final IndicatorSlot slot;
        private final int sender;
        private final Part as;

        SlotBinding(IndicatorSlot slot, int sender, Part as) {
            super(slot.host);
            this.slot = slot;
            this.sender = sender;
            this.as = as;
        }

        @Override
        void sample(long micros, double value) {
            slot.sample(sender, as, micros, value);
        }
    }

    private void sample(int sender, Part as, long micros, double value) {
        if (!speaker.isHeard(sender, micros)) {
            return;
        }
        switch (as) {
            case VALUE -> value(micros, value);
            case COMPLEMENT -> value(micros, 100.0 - value);
            case ABSOLUTE -> value(micros, Math.abs(value));
            case REQUESTS -> {
                observeSpacing(micros);
                requests.follow(sender, micros, value);
                detector.ifPresent(d -> ((RatioDetector) d).observeRequests(micros, value));
            }
            case ERRORS -> {
                errors.follow(sender, micros, value);
                detector.ifPresent(d -> ((RatioDetector) d).observeErrors(micros, value));
            }
        }
        await(micros);
    }

    private void value(long micros, double value) {
        observeSpacing(micros);
        recent.add(micros, value);
        if (detector.isPresent()) {
            ((SustainedDetector) detector.get()).observe(micros, value);
        }
    }

    private void observeSpacing(long micros) {
        if (spacedMicros != Long.MIN_VALUE) {
            cadence.observe(micros - spacedMicros);
        }
        spacedMicros = Math.max(spacedMicros, micros);
    }

    private void await(long micros) {
        lastMicros = Math.max(lastMicros, micros);
        unjudged = true;
        if (!waiting) {
            waiting = true;
            changes.waits(this);
        }
    }

    /** Takes in what has come, and says whether the state is another than last time. */
    boolean judge() {
        unjudged = false;
        State before = lastState;
        lastState = detector.map(this::judged).orElse(before);
        return lastState != before;
    }

    /** How often samples are meant to come. */
    long nominalMicros() {
        return cadence.nominalMicros(host, source.measurement());
    }

    String host() {
        return host.name();
    }

    private State judged(IndicatorDetector judging) {
        judging.nominalMicros(nominalMicros());
        State state = judging.state();
        if (part.isCounter() && state != State.STALE && state != State.INSUFFICIENT_TRAFFIC) {
            recent.add(lastMicros, judging.judge().value());
        }
        news.note(judging, this::suspects);
        return state;
    }

    /** Breaches that nobody has acted on, as of the last judgement. */
    List<Breach> untoldBreaches() {
        return news.untold();
    }

    private List<ProcessUse> suspects() {
        return switch (key.indicator()) {
            case "cpu_utilization" -> host.processes().biggest(false, lastMicros);
            case "memory_usage" -> host.processes().biggest(true, lastMicros);
            default -> List.of();
        };
    }

    /** That a breach which was told is over. */
    Optional<Recovery> untoldRecovery() {
        if (!news.isOpen() || detector.isEmpty() || detector.get().isBreached()) {
            return Optional.empty();
        }
        Level mildest = detector.get().levels().get(0);
        return Optional.of(Recovery.of(key, detector.get().judge(), mildest));
    }

    void breachTold(Breach breach) {
        news.breachTold(breach);
    }

    void breachHeld(Breach breach) {
        news.breachHeld(breach);
    }

    void recoveryTold() {
        news.recoveryTold();
    }

    /** After a restart: a ticket says that this breach has been told. */
    void restore(Level level, Instant since) {
        news.markTold(level, since);
        detector.ifPresent(
                restoring -> {
                    restoring.nominalMicros(nominalMicros());
                    restoring.restore(level.number(), since);
                });
        await(lastMicros);
    }

    /** After a restart: what was over by then was reported then. */
    void forgetPast() {
        detector.ifPresent(
                forgetting -> {
                    forgetting.nominalMicros(nominalMicros());
                    var unused = forgetting.drainLate(key);
                });
    }

    /** Lets the slot wait no more if everything is judged and told; says whether it did. */
    boolean settle() {
        waiting = unjudged || news.hasUntold() || untoldRecovery().isPresent();
        return !waiting;
    }

    /** What is asked of its future; empty for one without limits, or made of several series. */
    Optional<Candidate> candidate(Forecastable foretold) {
        List<Level> levels = detector.map(IndicatorDetector::levels).orElse(List.of());
        boolean isOfOneSeries = part == Part.VALUE || part == Part.COMPLEMENT;
        return levels.isEmpty() || !isOfOneSeries
                ? Optional.empty()
                : Optional.of(
                        new Candidate(
                                key,
                                unit,
                                source,
                                part == Part.COMPLEMENT,
                                foretold.limits(levels),
                                foretold.range()));
    }

    /** About its last hour, one value a minute at most, oldest first. */
    List<Sample> recent() {
        return recent.list();
    }

    IndicatorView view(long nowMicros) {
        if (unjudged) {
            // To look is to judge: what a detector has shown once it does not announce again.
            var unused = detector.map(this::judged);
        }
        Optional<Judgement> judgement =
                detector.filter(d -> !d.isEmpty()).map(d -> d.judge(Micros.instant(nowMicros)));
        return new IndicatorView(
                key,
                unit,
                judgement,
                detector.map(IndicatorDetector::levels).orElse(List.of()),
                source,
                part == Part.COMPLEMENT,
                recent.list(),
                part.isCounter()
                        ? Optional.of(new IndicatorView.Traffic(requests.total(), errors.total()))
                        : Optional.empty());
    }
}
