package millwright.collector.pipeline;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Micros;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;

/**
 * What the board knows of one host: when it was last heard, its processes, and the intervals its
 * agent has declared.
 *
 * <p>Silence is counted from when something last <em>arrived</em>: a host whose clock is wrong is
 * not silent, and neither is one that could not deliver because this collector was down. A told
 * silence is on until something arrives.
 */
final class HostSlot {
    private final String name;
    private final IndicatorKey silenceKey;
    private List<Level> silenceLevels;
    private String environment = "";
    private String service = "";
    private final ProcessTable processes = new ProcessTable();
    private final TargetTable targets = new TargetTable();
    private final Map<String, Double> declaredSeconds = new HashMap<>();
    private final SortedMap<IndicatorKey, IndicatorSlot> indicators = new TreeMap<>();

    private long lastSampleMicros = Long.MIN_VALUE;
    private long lastArrivalMicros;
    private int toldLevel;
    private long quietSinceMicros;

    /** What the silence that is told, and the one before it, was said to begin with. */
    private long toldLastMicros = Long.MIN_VALUE;

    private long pastLastMicros = Long.MIN_VALUE;

    /** When the first thing came after a told silence. */
    private long returnedMicros;

    /**
     * @param silenceLevels mildest first, their limits in seconds
     * @param sinceMicros when the board began to listen to it
     */
    HostSlot(String name, IndicatorKey silenceKey, List<Level> silenceLevels, long sinceMicros) {
        this.name = name;
        this.silenceKey = silenceKey;
        this.silenceLevels = silenceLevels;
        this.lastArrivalMicros = sinceMicros;
    }

    /** Other limits; what has been told stays told. */
    void relevel(List<Level> levels) {
        silenceLevels = levels;
    }

    void environment(String name) {
        environment = name;
    }

    /** Empty where no series of the host tells it. */
    String environment() {
        return environment;
    }

    void service(String name) {
        service = name;
    }

    /** What its own series say that it is part of; empty where none says so. */
    String service() {
        return service;
    }

    /** As if it had been heard then; one whose silence was told goes on being silent. */
    void countSilenceFrom(long micros) {
        if (!isSilent()) {
            lastArrivalMicros = Math.max(lastArrivalMicros, micros);
        }
    }

    void touch(long sampleMicros, long arrivalMicros) {
        lastSampleMicros = Math.max(lastSampleMicros, sampleMicros);
        if (isSilent() && arrivalMicros > quietSinceMicros) {
            returnedMicros = arrivalMicros;
        }
        lastArrivalMicros = Math.max(lastArrivalMicros, arrivalMicros);
    }

    /** After a restart: a ticket for this host's silence is open. */
    void restoreSilence(int level, Instant last) {
        toldLevel = level;
        toldLastMicros = Micros.of(last);
        quietSinceMicros = lastArrivalMicros;
        if (lastSampleMicros == Long.MIN_VALUE) {
            lastSampleMicros = Micros.of(last);
        }
    }

    /**
     * A silence, or a worse level of it, that nobody has been told of. A host that is meant to send
     * once an hour is not silent after five minutes: three of its intervals must have passed as
     * well. One that has been back since, whether or not anybody was told, is silent anew.
     */
    Optional<Silence> untoldSilence(long nowMicros) {
        int known = isSilent() ? toldLevel : 0;
        double quietSeconds = (nowMicros - lastArrivalMicros) / (double) Micros.A_SECOND;
        return silenceLevels.stream()
                .filter(level -> level.number() > known)
                .filter(level -> level.threshold().isPast(quietSeconds))
                .filter(level -> nowMicros > silentFrom(level))
                .reduce((milder, worse) -> worse)
                .map(worst -> silence(worst));
    }

    private Silence silence(Level level) {
        return new Silence(silenceKey, level, lastHeard(), Micros.instant(silentFrom(level)));
    }

    /**
     * What tells one silence from another: the time of the newest sample. Where the host's clock
     * has been set back since the silence before, that is no newer; then when it arrived counts.
     */
    private Instant lastHeard() {
        boolean isNewer = lastSampleMicros == Long.MIN_VALUE || lastSampleMicros > pastLastMicros;
        return isNewer ? lastSeen() : Micros.instant(lastArrivalMicros);
    }

    private long silentFrom(Level level) {
        long limit = (long) (level.threshold().limit() * Micros.A_SECOND);
        long shortest =
                indicators.values().stream()
                        .mapToLong(IndicatorSlot::nominalMicros)
                        .min()
                        .orElse(0);
        return lastArrivalMicros + Math.max(limit, 3 * shortest);
    }

    /** That a host which was told silent has sent something. */
    Optional<Recovery> untoldReturn() {
        if (toldLevel == 0 || lastArrivalMicros <= quietSinceMicros) {
            return Optional.empty();
        }
        return Optional.of(
                new Recovery(
                        silenceKey,
                        Micros.instant(returnedMicros),
                        Micros.instant(lastArrivalMicros),
                        0,
                        rearmSeconds()));
    }

    private double rearmSeconds() {
        return silenceLevels.isEmpty() ? 0 : silenceLevels.get(0).threshold().rearm();
    }

    void silenceTold(Silence silence) {
        toldLevel = silence.level().number();
        toldLastMicros = Micros.of(silence.last());
        quietSinceMicros = lastArrivalMicros;
    }

    void returnTold() {
        toldLevel = 0;
        pastLastMicros = toldLastMicros;
    }

    boolean heardSince(long micros) {
        return lastArrivalMicros >= micros;
    }

    boolean isSilent() {
        return toldLevel > 0 && lastArrivalMicros <= quietSinceMicros;
    }

    /** Time of the newest sample; of the beginning where there was none yet. */
    Instant lastSeen() {
        return Micros.instant(
                lastSampleMicros == Long.MIN_VALUE ? lastArrivalMicros : lastSampleMicros);
    }

    /**
     * @param measurement as the agent names its sampler
     */
    void declare(String measurement, double intervalSeconds) {
        declaredSeconds.put(measurement, intervalSeconds);
    }

    /** 0 where its agent has declared nothing. */
    double declaredSeconds(String measurement) {
        return declaredSeconds.getOrDefault(measurement, 0.0);
    }

    String name() {
        return name;
    }

    IndicatorKey silenceKey() {
        return silenceKey;
    }

    ProcessTable processes() {
        return processes;
    }

    TargetTable targets() {
        return targets;
    }

    SortedMap<IndicatorKey, IndicatorSlot> indicators() {
        return indicators;
    }
}
