package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.policy.Correlation;
import millwright.rules.policy.Flapping;

/**
 * Finds what facts have to do with each other. Says what is, never what follows: that is for the
 * rules. Pure.
 */
public final class Correlator {
    private static final String SILENT = "agent_silent";

    private final ServiceMap services;
    private final Correlation correlation;
    private final Flapping flapping;

    public Correlator(ServiceMap services, Correlation correlation, Flapping flapping) {
        this.services = requireNonNull(services, "services");
        this.correlation = requireNonNull(correlation, "correlation");
        this.flapping = requireNonNull(flapping, "flapping");
    }

    /**
     * @param facts whose surroundings are not looked at
     * @param open every open case there is, in the order of the tickets
     * @param episodes when keys of these facts have gone bad within the policy's time: {@code
     *     since} of each episode that is on record
     */
    public Surroundings around(
            Facts facts, List<OpenCase> open, Map<IndicatorKey, Set<Instant>> episodes) {
        Map<String, SilentHost> silent = silentHosts(facts, open);
        List<Trouble> fresh = fresh(facts, open, silent);
        Set<String> hosts = fresh.stream().map(one -> one.key().host()).collect(Collectors.toSet());
        facts.breaches().forEach(breach -> hosts.add(breach.key().host()));
        facts.foreseen().forEach(one -> hosts.add(one.key().host()));
        facts.withdrawn().forEach(one -> hosts.add(one.key().host()));
        // What is only foreseen is no trouble yet that others could be one with, or explained by.
        List<OpenCase> wrong = open.stream().filter(one -> !one.isOnlyForeseen()).toList();
        return new Surroundings(
                silent.values().stream().filter(one -> hosts.contains(one.host())).toList(),
                new Grouping(services, correlation, wrong).companions(fresh),
                new Causes(services, correlation, wrong).of(fresh),
                episodes(facts, episodes),
                calms(facts));
    }

    /** One that sends again is silent no more, whatever its ticket waits for. */
    private static Map<String, SilentHost> silentHosts(Facts facts, List<OpenCase> open) {
        Set<IndicatorKey> back = new HashSet<>();
        facts.recoveries().forEach(recovery -> back.add(recovery.key()));
        Map<String, SilentHost> silent = new TreeMap<>();
        for (OpenCase one : open) {
            IndicatorKey key = one.key();
            if (key.indicator().equals(SILENT) && one.isBad() && !back.contains(key)) {
                silent.put(key.host(), new SilentHost(key.host(), one.id()));
            }
        }
        return silent;
    }

    /**
     * Trouble that no ticket speaks for and that gets one in this turn, by time and then by key.
     */
    private static List<Trouble> fresh(
            Facts facts, List<OpenCase> open, Map<String, SilentHost> silent) {
        Set<IndicatorKey> told = open.stream().map(OpenCase::key).collect(Collectors.toSet());
        return Stream.concat(
                        facts.breaches().stream()
                                .filter(breach -> !breach.late())
                                .filter(breach -> !silent.containsKey(breach.key().host()))
                                .map(breach -> new Trouble(breach.key(), breach.at())),
                        facts.silences().stream().map(one -> new Trouble(one.key(), one.at())))
                .filter(trouble -> !told.contains(trouble.key()))
                .sorted()
                .toList();
    }

    private List<Episodes> episodes(Facts facts, Map<IndicatorKey, Set<Instant>> known) {
        Map<IndicatorKey, Set<Instant>> all = new TreeMap<>();
        facts.breaches().stream()
                .filter(breach -> !breach.late())
                .forEach(breach -> add(all, known, breach.key(), breach.since()));
        facts.silences().forEach(silence -> add(all, known, silence.key(), silence.last()));
        List<Episodes> often = new ArrayList<>();
        all.forEach(
                (key, times) ->
                        often.add(
                                new Episodes(
                                        key,
                                        times.size(),
                                        flapping.within(),
                                        flapping.episodes())));
        return often;
    }

    /** Only of keys that have some on record: the first episode is not worth a fact. */
    private static void add(
            Map<IndicatorKey, Set<Instant>> all,
            Map<IndicatorKey, Set<Instant>> known,
            IndicatorKey key,
            Instant since) {
        if (known.containsKey(key)) {
            Set<Instant> times = new HashSet<>(known.get(key));
            times.add(since);
            all.put(key, times);
        }
    }

    private List<Calm> calms(Facts facts) {
        Set<IndicatorKey> restless =
                facts.open().stream()
                        .filter(OpenCase::flapping)
                        .map(OpenCase::key)
                        .collect(Collectors.toSet());
        return facts.recoveries().stream()
                .filter(recovery -> restless.contains(recovery.key()))
                .map(recovery -> new Calm(recovery.key(), recovery.since().plus(flapping.calm())))
                .toList();
    }

    /** Something bad, and when that showed. */
    record Trouble(IndicatorKey key, Instant at) implements Comparable<Trouble> {
        @Override
        public int compareTo(Trouble other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }
}
