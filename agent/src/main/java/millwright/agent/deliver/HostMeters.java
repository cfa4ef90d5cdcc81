package millwright.agent.deliver;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import millwright.agent.deliver.MeterNames.Meaning;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;

/**
 * The newest samples as meters. A sampler brings all lines of a kind in one batch, so what its next
 * batch lacks (a mount that has gone) is gone from the meters too. Thread-safe.
 */
final class HostMeters {
    private static final String PREFIX = "millwright.host.";

    private static final List<String> LABELS =
            List.of("path", "fstype", "device", "name", "interface", "resource", "type");

    private final MeterRegistry registry;
    private final MeterNames names = new MeterNames();
    private final Map<Key, Shown> shown = new HashMap<>();

    private record Key(String kind, SortedMap<String, String> tags, String field) {}

    /** The newest value behind a meter; the registry reads it from its own thread. */
    private static final class Shown {
        private volatile double value;
        private Meter meter;

        double value() {
            return value;
        }
    }

    HostMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    synchronized void accept(SampleBatch batch) {
        Set<String> kinds = new HashSet<>();
        Set<Key> present = new HashSet<>();
        for (SampleLine line : batch.lines()) {
            kinds.add(MeterNames.kind(line));
            line.fields().forEach((field, value) -> show(line, field, value, present));
        }
        shown.entrySet()
                .removeIf(
                        entry ->
                                isGone(entry.getKey(), kinds, present)
                                        && registry.remove(entry.getValue().meter) != null);
    }

    private static boolean isGone(Key key, Set<String> kinds, Set<Key> present) {
        return kinds.contains(key.kind()) && !present.contains(key);
    }

    private void show(SampleLine line, String field, Object value, Set<Key> present) {
        if (!(value instanceof Number number)) {
            return;
        }
        String kind = MeterNames.kind(line);
        names.find(kind, field)
                .ifPresent(
                        meaning -> {
                            Key key = new Key(kind, line.tags(), field);
                            present.add(key);
                            Shown meter = shown.computeIfAbsent(key, k -> new Shown());
                            meter.value = number.doubleValue() * meaning.factor();
                            if (meter.meter == null) {
                                meter.meter = register(meaning, line, field, meter);
                            }
                        });
    }

    private Meter register(Meaning meaning, SampleLine line, String field, Shown value) {
        String unit = meaning.unit().isEmpty() ? null : meaning.unit();
        // The unit is part of the name: a ratio and bytes of the same thing are two meters.
        String name = PREFIX + meaning.name() + (unit == null ? "" : "." + unit);
        String words = "The newest %s of %s.".formatted(field, line.measurement());
        Tags labels = labels(meaning, line);
        return switch (meaning.shape()) {
            case GAUGE ->
                    Gauge.builder(name, value, Shown::value)
                            .baseUnit(unit)
                            .description(words)
                            .tags(labels)
                            .register(registry);
            case COUNTER ->
                    FunctionCounter.builder(name, value, Shown::value)
                            .baseUnit(unit)
                            .description(words)
                            .tags(labels)
                            .register(registry);
        };
    }

    /** Only what tells one series of this host from another: the scraper knows the host. */
    private static Tags labels(Meaning meaning, SampleLine line) {
        Tags labels = meaning.mode().isEmpty() ? Tags.empty() : Tags.of("mode", meaning.mode());
        if (MeterNames.kind(line).equals(MeterNames.ONE_CORE)) {
            labels = labels.and(Tag.of("cpu", line.tags().get("cpu")));
        }
        for (String name : LABELS) {
            String value = line.tags().get(name);
            if (value != null) {
                labels = labels.and(Tag.of(name.equals("name") ? "device" : name, value));
            }
        }
        return labels;
    }
}
