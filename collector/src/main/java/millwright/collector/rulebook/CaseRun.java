package millwright.collector.rulebook;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import millwright.collector.cases.CaseEvent;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.collector.pipeline.Playback;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Micros;
import millwright.rules.policy.MaintenancePolicy;
import millwright.rules.policy.Services;

/** Plays the series of one case, each sample where an agent with that interval would send it. */
final class CaseRun {
    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

    private final RuleCase given;
    private final LoadedRules rules;
    private final SeriesCatalog catalog = new SeriesCatalog();
    private final Playback playback;

    /** Sets of samples by their times; series by the order in which they are named. */
    private final SortedMap<Long, List<Sample>> samples = new TreeMap<>();

    private record Sample(int series, double value) {}

    private CaseRun(RuleCase given, LoadedRules rules) {
        this.given = given;
        this.rules = rules;
        this.playback =
                new Playback(catalog, rules.engine(), rules.mapping())
                        .policy(policy(given.services()));
    }

    /** The shipped one, but for the services. */
    private static MaintenancePolicy policy(Services services) {
        MaintenancePolicy shipped = MaintenancePolicy.shipped();
        return new MaintenancePolicy(
                shipped.businessHours(),
                shipped.targets(),
                shipped.warnings(),
                shipped.escalation(),
                shipped.emergencies(),
                shipped.emergencyCare(),
                shipped.verification(),
                shipped.correlation(),
                shipped.flapping(),
                shipped.reopenWithin(),
                shipped.retention(),
                services,
                shipped.forecasts(),
                shipped.calendar(),
                shipped.tasks(),
                shipped.rfcTemplates());
    }

    /**
     * @throws IllegalArgumentException if a series is named after no indicator
     */
    static CaseResult of(RuleCase given, LoadedRules rules) throws IOException {
        CaseRun run = new CaseRun(given, rules);
        given.series().forEach(run::add);
        List<CaseEvent> events = new ArrayList<>();
        run.playback
                .eachSecondUntil(BEGIN.plus(given.until()))
                .run(
                        visitor ->
                                run.samples.forEach(
                                        (micros, all) ->
                                                all.forEach(
                                                        one ->
                                                                visitor.sample(
                                                                        one.series(),
                                                                        micros,
                                                                        one.value()))),
                        events::add);
        return CaseResult.of(given, BEGIN, events);
    }

    private void add(RuleCase.Series series) {
        if (series.name().split("\\s+", 2)[0].contains(",")) {
            wire(series);
        } else {
            direct(series);
        }
    }

    private void wire(RuleCase.Series series) {
        String[] parts = series.name().split("\\s+", 2);
        String[] words = parts[0].split(",");
        SortedMap<String, String> tags = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] tag = words[i].split("=", 2);
            if (tag.length < 2 || tag[1].isEmpty()) {
                throw refused("\"%s\" is no tag. Write name=value.".formatted(words[i]));
            }
            tags.put(tag[0], tag[1]);
        }
        if (parts.length < 2 || !tags.containsKey("host")) {
            throw refused(
                    "\"%s\" is no series. Write measurement,host=db-07,tag=value field."
                            .formatted(series.name()));
        }
        int id = id(words[0], tags, parts[1].strip());
        declare(tags.get("host"), words[0]);
        for (int i = 0; i < series.slots().size(); i++) {
            if (series.slots().get(i) instanceof Slot.Value value) {
                at(i, id, value.value());
            } else if (series.slots().get(i) instanceof Slot.Counts) {
                throw refused("3/200 is for an indicator such as web-1 error_rate shop.");
            }
        }
    }

    private void direct(RuleCase.Series series) {
        String[] parts = series.name().split("\\s+", 3);
        if (parts.length < 2) {
            throw refused(
                    "\"%s\" is no series. Write host, indicator and perhaps resource, such as db-07 disk_free /var."
                            .formatted(series.name()));
        }
        IndicatorKey key = new IndicatorKey(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
        if (rules.engine().levels(key, given.environment()).isEmpty()) {
            throw refused(
                    "no row of the decision table speaks of %s, so nothing is ever decided."
                            .formatted(key));
        }
        boolean isRatio = series.slots().stream().anyMatch(slot -> slot instanceof Slot.Counts);
        declare(key.host(), key.indicator());
        Map<String, String> tags = Map.of("host", key.host(), "resource", key.resource());
        if (isRatio) {
            int requests = id(key.indicator(), new TreeMap<>(tags), "requests");
            int errors = id(key.indicator(), new TreeMap<>(tags), "errors");
            playback.requests(requests, key).errors(errors, key);
            counters(series, requests, errors);
        } else {
            int id = id(key.indicator(), new TreeMap<>(tags), "value");
            playback.value(id, key);
            values(series, id);
        }
    }

    private void values(RuleCase.Series series, int id) {
        for (int i = 0; i < series.slots().size(); i++) {
            if (series.slots().get(i) instanceof Slot.Value value) {
                at(i, id, value.value());
            }
        }
    }

    /** Both only grow, and count on while no sample comes. */
    private void counters(RuleCase.Series series, int requests, int errors) {
        double allRequests = 0;
        double allErrors = 0;
        for (int i = 0; i < series.slots().size(); i++) {
            if (series.slots().get(i) instanceof Slot.Counts counts) {
                allRequests += counts.requests();
                allErrors += counts.errors();
                at(i, requests, allRequests);
                at(i, errors, allErrors);
            } else if (series.slots().get(i) instanceof Slot.Value) {
                throw refused("a share is counted: write 3/200 for 3 of 200 in each place.");
            }
        }
    }

    private int id(String measurement, SortedMap<String, String> tags, String field) {
        if (!given.environment().isEmpty()) {
            tags.putIfAbsent("environment", given.environment());
        }
        return catalog.id(new SeriesKey(measurement, tags, field));
    }

    /** As an agent says how often to expect what. */
    private void declare(String host, String measurement) {
        SortedMap<String, String> tags =
                new TreeMap<>(Map.of("host", host, "sampler", measurement));
        int id = id("millwright_sampler", tags, "interval_seconds");
        at(0, id, given.interval().toMillis() / 1000.0);
    }

    private void at(int slot, int series, double value) {
        Duration after = given.interval().multipliedBy(slot);
        samples.computeIfAbsent(Micros.of(BEGIN.plus(after)), x -> new ArrayList<>())
                .add(new Sample(series, value));
    }

    private IllegalArgumentException refused(String message) {
        return new IllegalArgumentException("%s: %s".formatted(given.place(), message));
    }

    /** The rows of the table that a decision quotes. */
    static Set<String> rows(List<CaseEvent> events) {
        Set<String> rows = new HashSet<>();
        events.forEach(event -> event.evidence().ifPresent(e -> rows.add(e.row())));
        return rows;
    }
}
