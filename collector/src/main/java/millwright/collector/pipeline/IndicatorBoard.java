package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import millwright.collector.forecast.Candidate;
import millwright.collector.forecast.Candidates;
import millwright.collector.history.Sample;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.OpenCase;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Micros;
import millwright.rules.indicator.NominalIntervals;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live state of every indicator of every host. Samples go in and are judged as they arrive;
 * what has changed comes out as facts when asked for, and stays untold until {@link #told} says
 * that somebody has acted on it, so that a cases database which is away loses nothing. Thread-safe
 * by one lock: all work under it is in memory and short.
 */
public final class IndicatorBoard implements FleetView {
    private static final Logger log = LoggerFactory.getLogger(IndicatorBoard.class);

    static final String AGENT_SILENT = "agent_silent";
    private static final String ENVIRONMENT = "environment";
    private static final String SERVICE = "service";

    /** Of an application the same tag names what is measured; of these, what the host is for. */
    private static final Set<String> OF_THE_HOST = Set.of("system", "cpu", "mem");

    private static final long AHEAD_MICROS = 60_000_000;
    private static final long VALUE_NEWS_MICROS = 10_000_000;
    private static final long SILENCE_CHECK_MICROS = 1_000_000;

    /** What an interval is taken for while nothing is known of it. */
    private static final Duration FALLBACK_INTERVAL = Duration.ofSeconds(10);

    private final SeriesCatalog catalog;
    private IndicatorMapping mapping;
    private LevelSource levels;
    private final DetectionPolicy policy;
    private final NominalIntervals intervals;
    private final Map<String, Integer> indicatorNumbers = new HashMap<>();

    private Binding[] bindings = new Binding[1024];

    /** Series that were bound to an indicator directly. */
    private final BitSet pinned = new BitSet();

    private final Map<IndicatorKey, IndicatorSlot> slots = new HashMap<>();
    private final SortedMap<String, HostSlot> hosts = new TreeMap<>();
    private final Map<IndicatorKey, OpenCase> tickets = new HashMap<>();
    private final Set<IndicatorSlot> waiting = new LinkedHashSet<>();
    private final Set<HostSlot> silent = new LinkedHashSet<>();
    private final Set<String> stateNews = new HashSet<>();
    private long valueNewsMicros;
    private long knownFromMicros = Long.MIN_VALUE;
    private long aheadOfTime;
    private long nowMicros;
    private long silenceCheckMicros;

    /**
     * @param begin from when on silence is counted
     */
    public IndicatorBoard(
            SeriesCatalog catalog,
            IndicatorMapping mapping,
            LevelSource levels,
            DetectionPolicy policy,
            Instant begin) {
        this(catalog, mapping, levels, policy, begin, newIntervals());
    }

    /**
     * @param intervals what is known already of how often samples come, from a board that saw the
     *     same series in the same order
     */
    IndicatorBoard(
            SeriesCatalog catalog,
            IndicatorMapping mapping,
            LevelSource levels,
            DetectionPolicy policy,
            Instant begin,
            NominalIntervals intervals) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.mapping = requireNonNull(mapping, "mapping");
        this.levels = requireNonNull(levels, "levels");
        this.policy = requireNonNull(policy, "policy");
        this.nowMicros = Micros.of(begin);
        this.intervals = requireNonNull(intervals, "intervals");
    }

    static NominalIntervals newIntervals() {
        return new NominalIntervals(FALLBACK_INTERVAL);
    }

    /**
     * Judges by other rules from now on. Samples, breaches that are on and what has been told of
     * them stay; where the limits of a key are the same as before, nothing happens to it at all.
     * Where none are left, the key is judged no more, and a ticket that is open for it stays so.
     */
    public synchronized void reload(LevelSource next, IndicatorMapping nextMapping) {
        levels = requireNonNull(next, "next");
        mapping = requireNonNull(nextMapping, "nextMapping");
        for (HostSlot host : hosts.values()) {
            relevel(host);
        }
        for (int series = 0; series < bindings.length; series++) {
            if (bindings[series] != null && !pinned.get(series)) {
                bindings[series] = null; // bound anew by its next sample
            }
        }
    }

    private void relevel(HostSlot host) {
        host.relevel(levels.levels(host.silenceKey(), host.environment()));
        for (IndicatorSlot slot : host.indicators().values()) {
            try {
                slot.relevel(levels.levels(slot.key(), slot.environment()));
            } catch (IllegalArgumentException e) {
                log.error(
                        "{} is judged as before: {}. Mend that row of the thresholds.",
                        slot.key(),
                        e.getMessage());
            }
        }
    }

    /** What nobody has acted on yet. */
    public record Untold(List<Breach> breaches, List<Recovery> recoveries, List<Silence> silences) {
        public boolean isEmpty() {
            return breaches.isEmpty() && recoveries.isEmpty() && silences.isEmpty();
        }

        /** All but these. */
        Untold without(
                Set<Breach> heldBreaches, Set<Recovery> heldRecoveries, Set<Silence> heldSilences) {
            return new Untold(
                    breaches.stream().filter(one -> !heldBreaches.contains(one)).toList(),
                    recoveries.stream().filter(one -> !heldRecoveries.contains(one)).toList(),
                    silences.stream().filter(one -> !heldSilences.contains(one)).toList());
        }
    }

    /**
     * Takes a batch in. A sample from the future is judged as of now: its host's clock is wrong,
     * and one such sample would make all that follow it look too late to count.
     *
     * @param arrival when the collector got it; in a replay each sample's own time counts instead
     */
    public synchronized void accept(SampleBatch batch, Instant arrival) {
        nowMicros = Math.max(nowMicros, Micros.of(arrival));
        for (int i = 0; i < batch.size(); i++) {
            long micros = batch.micros(i);
            if (micros - nowMicros > AHEAD_MICROS) {
                micros = nowMicros;
                aheadOfTime++;
            }
            sample(batch.series(i), micros, batch.value(i), nowMicros);
        }
        for (SampleBatch.Text text : batch.texts()) {
            binding(text.series()).text(Math.min(text.micros(), nowMicros), text.value());
        }
    }

    /** One sample that is taken to have arrived at its own time. */
    public synchronized void accept(int series, long micros, double value) {
        nowMicros = Math.max(nowMicros, micros);
        sample(series, micros, value, micros);
    }

    /** Before the first {@link #remember}: what came before then is not known. */
    public synchronized void rememberFrom(Instant from) {
        knownFromMicros = Micros.of(from);
    }

    /** One sample of before the board began, which does not show that its host lives now. */
    public synchronized void remember(int series, long micros, double value) {
        long past = Math.min(micros, nowMicros);
        sample(series, past, value, past);
    }

    /**
     * The collector itself was away until then: nobody is silent for what could not be heard.
     *
     * @param until from when on silence is counted again
     */
    synchronized void wasAway(Instant until) {
        nowMicros = Math.max(nowMicros, Micros.of(until));
        hosts.values().forEach(host -> host.countSilenceFrom(nowMicros));
    }

    private void sample(int series, long micros, double value, long arrivalMicros) {
        Binding binding = binding(series);
        binding.host.touch(micros, arrivalMicros);
        binding.sample(micros, value);
    }

    private Binding binding(int series) {
        Binding binding = series < bindings.length ? bindings[series] : null;
        return binding != null ? binding : bind(series);
    }

    /**
     * Has a series speak for an indicator directly, whatever the mapping says: its values are the
     * indicator's.
     */
    public synchronized void bind(int series, IndicatorKey key, String unit) {
        bind(series, key, unit, Part.VALUE);
    }

    synchronized void bind(int series, IndicatorKey key, String unit, Part part) {
        SeriesKey name = catalog.key(series);
        pinned.set(series);
        noteHost(name);
        put(series, slot(key, unit, name, part).binding(series, name, part));
    }

    /**
     * The hosts whose page would look different now: at once where a state has changed, and where
     * only values have, once in a while. Each is named once.
     */
    public synchronized Set<String> drainNews(Instant now) {
        Set<String> news = new TreeSet<>(stateNews);
        stateNews.clear();
        if (Micros.of(now) - valueNewsMicros >= VALUE_NEWS_MICROS) {
            for (HostSlot host : hosts.values()) {
                if (host.heardSince(valueNewsMicros)) {
                    news.add(host.name());
                }
            }
            valueNewsMicros = Micros.of(now);
        }
        return news;
    }

    /**
     * After what was before the restart: what a ticket is open for is a breach that goes on, not a
     * new one, and what was over has been reported then. An indicator that nothing has been heard
     * of yet takes up its ticket when it is; until then, the ticket stays open. A member that is
     * good again is one that nothing is known of.
     */
    public synchronized void restore(List<OpenCase> open) {
        for (OpenCase ticket : open) {
            if (ticket.recoveredAt().isPresent() || ticket.isOnlyForeseen()) {
                continue; // good while others of its ticket are not, or good until now
            }
            IndicatorSlot slot = slots.get(ticket.key());
            if (ticket.key().indicator().equals(AGENT_SILENT)) {
                level(ticket).ifPresent(level -> restoreSilence(level, ticket));
            } else if (slot == null) {
                tickets.put(ticket.key(), ticket);
            } else {
                restore(slot, ticket);
            }
        }
        slots.values().forEach(IndicatorSlot::forgetPast);
    }

    private void restoreSilence(Level level, OpenCase ticket) {
        HostSlot host = hostSlot(ticket.key().host());
        host.restoreSilence(level.number(), ticket.episode());
        silent.add(host);
    }

    private void restore(IndicatorSlot slot, OpenCase ticket) {
        level(ticket).ifPresent(level -> slot.restore(level, ticket.episode()));
    }

    /**
     * The level that a ticket stands for: the one that a person knew of when choosing the priority,
     * or else the mildest of its priority. Where the table has changed, the worst that is no more
     * urgent, or else the mildest of all.
     */
    private Optional<Level> level(OpenCase ticket) {
        String environment = hostSlot(ticket.key().host()).environment();
        List<Level> all = levels.levels(ticket.key(), environment);
        return all.stream()
                .filter(level -> level.number() == ticket.settledLevel())
                .findFirst()
                .or(
                        () ->
                                all.stream()
                                        .filter(level -> level.priority() == ticket.priority())
                                        .findFirst())
                .or(
                        () ->
                                all.stream()
                                        .filter(
                                                level ->
                                                        !level.priority()
                                                                .isMoreUrgentThan(
                                                                        ticket.priority()))
                                        .reduce((milder, worse) -> worse))
                .or(() -> all.stream().findFirst());
    }

    /** Facts as of {@code now}; asking changes nothing but the clock. */
    public synchronized Untold untold(Instant now) {
        nowMicros = Math.max(nowMicros, Micros.of(now));
        List<Breach> breaches = new ArrayList<>();
        List<Recovery> recoveries = new ArrayList<>();
        for (IndicatorSlot slot : waiting) {
            if (slot.judge()) {
                stateNews.add(slot.host());
            }
            breaches.addAll(slot.untoldBreaches());
            slot.untoldRecovery().ifPresent(recoveries::add);
        }
        waiting.removeIf(IndicatorSlot::settle);
        List<Silence> silences = new ArrayList<>();
        if (nowMicros - silenceCheckMicros >= SILENCE_CHECK_MICROS) {
            silenceCheckMicros = nowMicros;
            for (HostSlot host : hosts.values()) {
                host.untoldSilence(nowMicros).ifPresent(silences::add);
            }
        }
        for (HostSlot host : silent) {
            host.untoldReturn().ifPresent(recoveries::add);
        }
        return new Untold(List.copyOf(breaches), List.copyOf(recoveries), List.copyOf(silences));
    }

    /** Somebody has acted on these. */
    public synchronized void told(Untold facts) {
        facts.breaches().forEach(breach -> slots.get(breach.key()).breachTold(breach));
        for (Recovery recovery : facts.recoveries()) {
            if (recovery.key().indicator().equals(AGENT_SILENT)) {
                HostSlot host = hosts.get(recovery.key().host());
                host.returnTold();
                silent.remove(host);
                stateNews.add(recovery.key().host());
            } else {
                slots.get(recovery.key()).recoveryTold();
            }
        }
        for (Silence silence : facts.silences()) {
            HostSlot host = hosts.get(silence.key().host());
            host.silenceTold(silence);
            silent.add(host);
            stateNews.add(silence.key().host());
        }
        waiting.removeIf(IndicatorSlot::settle);
    }

    /**
     * Nobody acts on these yet, and they stay untold; one that ends before somebody does was no
     * late breach, as it is on record already.
     */
    public synchronized void held(Set<Breach> breaches) {
        breaches.forEach(breach -> slots.get(breach.key()).breachHeld(breach));
    }

    /** Samples whose time was ahead of ours by more than a minute. */
    public synchronized long aheadOfTime() {
        return aheadOfTime;
    }

    @Override
    public synchronized List<HostView> hosts() {
        return hosts.values().stream().map(this::view).toList();
    }

    @Override
    public synchronized Optional<HostView> host(String name) {
        return Optional.ofNullable(hosts.get(name)).map(this::view);
    }

    /** Its indicators whose course is foretold. */
    public Candidates candidates() {
        return new Candidates() {
            @Override
            public List<Candidate> list() {
                return listCandidates();
            }

            @Override
            public List<Sample> recent(IndicatorKey key) {
                return listRecent(key);
            }
        };
    }

    private synchronized List<Candidate> listCandidates() {
        return slots.values().stream()
                .flatMap(
                        slot ->
                                mapping
                                        .forecastable(slot.key().indicator())
                                        .flatMap(slot::candidate)
                                        .stream())
                .toList();
    }

    private synchronized List<Sample> listRecent(IndicatorKey key) {
        return Optional.ofNullable(slots.get(key)).map(IndicatorSlot::recent).orElse(List.of());
    }

    private HostView view(HostSlot host) {
        return new HostView(
                host.name(),
                host.environment(),
                host.lastSeen(),
                host.isSilent(),
                host.targets().all(),
                host.indicators().values().stream().map(slot -> slot.view(nowMicros)).toList());
    }

    private Binding bind(int series) {
        SeriesKey name = catalog.key(series);
        noteHost(name);
        Binding binding =
                mapping.map(name)
                        .flatMap(mapped -> bind(series, name, mapped))
                        .map(indicator -> HostBindings.beside(name, indicator))
                        .orElseGet(() -> HostBindings.of(name, hostSlot(name.host())));
        put(series, binding);
        return binding;
    }

    /** Empty where it cannot be judged; the other samples of its batch must not suffer for it. */
    private Optional<Binding> bind(int series, SeriesKey name, IndicatorMapping.Mapped mapped) {
        try {
            IndicatorSlot slot = slot(mapped.key(), mapped.unit(), name, mapped.as());
            if (slot.canTake(mapped.as())) {
                return Optional.of(slot.binding(series, name, mapped.as()));
            }
            log.warn(
                    "{} is not judged: {} is told by another series, of which this is no part."
                            + " Give it a resource of its own in the mapping.",
                    name,
                    mapped.key());
        } catch (IllegalArgumentException e) {
            log.error(
                    "{} cannot be judged: {}. Mend that row of the thresholds.",
                    mapped.key(),
                    e.getMessage());
        }
        return Optional.empty();
    }

    /** The newest series that tells the environment or service of its host is right about it. */
    private void noteHost(SeriesKey series) {
        String environment = series.tags().getOrDefault(ENVIRONMENT, "");
        HostSlot host = hostSlot(series.host());
        if (!environment.isEmpty() && !environment.equals(host.environment())) {
            host.environment(environment);
            relevel(host);
        }
        if (OF_THE_HOST.contains(series.measurement()) && series.tags().containsKey(SERVICE)) {
            host.service(series.tags().get(SERVICE));
        }
    }

    /**
     * What the host's own series (system, cpu and mem) name as its service; the newest one is right
     * about it. Empty where none does.
     */
    synchronized Optional<String> service(String host) {
        return Optional.ofNullable(hosts.get(host))
                .map(HostSlot::service)
                .filter(service -> !service.isEmpty());
    }

    private void put(int series, Binding binding) {
        if (series >= bindings.length) {
            bindings = Arrays.copyOf(bindings, Math.max(series + 1, bindings.length * 2));
        }
        bindings[series] = binding;
    }

    private IndicatorSlot slot(IndicatorKey key, String unit, SeriesKey source, Part part) {
        IndicatorSlot known = slots.get(key);
        return known != null ? known : newSlot(key, unit, source, part);
    }

    private IndicatorSlot newSlot(IndicatorKey key, String unit, SeriesKey source, Part part) {
        HostSlot host = hostSlot(key.host());
        IndicatorSlot slot =
                new IndicatorSlot(
                        key,
                        unit,
                        source,
                        part,
                        host,
                        levels.levels(key, IndicatorSlot.environment(source, host)),
                        policy,
                        cadence(key.indicator()),
                        waiting::add);
        slot.knownFrom(knownFromMicros);
        slots.put(key, slot);
        host.indicators().put(key, slot);
        OpenCase ticket = tickets.remove(key);
        if (ticket != null) {
            restore(slot, ticket);
        }
        return slot;
    }

    private Cadence cadence(String indicator) {
        int number = indicatorNumbers.computeIfAbsent(indicator, x -> indicatorNumbers.size());
        return new Cadence(intervals, number, slots.size());
    }

    private HostSlot hostSlot(String name) {
        return hosts.computeIfAbsent(
                name,
                absent -> {
                    IndicatorKey key = new IndicatorKey(name, AGENT_SILENT, "");
                    return new HostSlot(name, key, levels.levels(key, ""), nowMicros);
                });
    }
}
