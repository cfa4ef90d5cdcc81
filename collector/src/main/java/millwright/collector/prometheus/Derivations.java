package millwright.collector.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes fields of ours of exporters' series, and remembers of each series what its next sample is
 * compared with. Pure: its time is that of the samples. One thread at a time.
 *
 * <p>A sample that is no newer than the one before of its series changes nothing, so a sender may
 * repeat what it is not sure of.
 */
final class Derivations {
    /** Series that have not come for so long make room for others. */
    private static final long FORGOTTEN_MILLIS = 60 * 60_000;

    private final ExporterMapping mapping;
    private final int seriesMax;
    private final Map<Labels, Known> known = new HashMap<>();
    private final Map<GroupKey, Group> groups = new HashMap<>();
    private long newestMillis = Long.MIN_VALUE;

    /** A series that has come before. */
    private static final class Known {
        private final List<Member> members;
        private long heardMillis;

        Known(List<Member> members) {
            this.members = members;
        }
    }

    /**
     * @param source job and instance: what two exporters tell is not added up
     */
    private record GroupKey(DerivedField field, String source, String lineStart) {}

    /** What became of the samples of a request. */
    static final class Tally {
        int used;
        int unmapped;
        int stale;
        int late;
        int rejected;
        private final Set<String> reasons = new LinkedHashSet<>();

        void reject(int samples, String reason) {
            rejected += samples;
            if (reasons.size() < 3) {
                reasons.add(reason);
            }
        }

        /** The first of them; empty where nothing was rejected. */
        String reasons() {
            return String.join("; ", reasons);
        }
    }

    Derivations(ExporterMapping mapping, int seriesMax) {
        this.mapping = mapping;
        this.seriesMax = seriesMax;
    }

    /**
     * @param isWhole whether the series are all that their exporters told at that time
     * @param lines gets the values that are complete now
     */
    void accept(List<Series> all, boolean isWhole, LineText lines, Tally tally) {
        Set<Group> touched = new LinkedHashSet<>();
        for (Series series : all) {
            for (long millis : series.millis()) {
                newestMillis = Math.max(newestMillis, millis);
            }
            Optional<Known> place = place(series, tally);
            if (place.isEmpty()) {
                continue;
            }
            place.get().members.forEach(member -> touched.add(member.group()));
            samples(series, place.get(), tally);
        }
        touched.forEach(group -> group.close(isWhole, lines));
    }

    private void samples(Series series, Known place, Tally tally) {
        for (int i = 0; i < series.millis().length; i++) {
            long millis = series.millis()[i];
            double value = series.values()[i];
            place.heardMillis = Math.max(place.heardMillis, millis);
            if (place.members.isEmpty()) {
                tally.unmapped++;
            } else if (Series.isStale(value)) {
                place.members.forEach(member -> member.end(millis));
                tally.stale++;
            } else {
                boolean isNew = false;
                for (Member member : place.members) {
                    isNew |= member.group().offer(member, millis, value);
                }
                tally.used += isNew ? 1 : 0;
                tally.late += isNew ? 0 : 1;
            }
        }
    }

    private Optional<Known> place(Series series, Tally tally) {
        Labels labels = series.labels();
        Known place = known.get(labels);
        if (place != null) {
            return Optional.of(place);
        }
        int samples = series.millis().length;
        if (!mapping.wants(labels.name())) {
            tally.unmapped += samples;
            return Optional.empty();
        }
        Optional<String> host = mapping.hostOf(labels);
        if (host.isEmpty()) {
            tally.reject(samples, labels + " has no label that names its host");
            return Optional.empty();
        }
        if (known.size() >= seriesMax) {
            forgetOld();
        }
        if (known.size() >= seriesMax) {
            tally.reject(
                    samples,
                    "%d series are in use (prometheus.series_max), and %s is a new one"
                            .formatted(known.size(), labels));
            return Optional.empty();
        }
        place = new Known(membersOf(labels, host.get()));
        known.put(labels, place);
        return Optional.of(place);
    }

    private List<Member> membersOf(Labels labels, String host) {
        String source = labels.value("job") + ' ' + labels.value("instance");
        List<Member> members = new ArrayList<>();
        for (ExporterMapping.Use use : mapping.usesOf(labels)) {
            Optional<SortedMap<String, String>> own = use.field().tagsOf(labels);
            if (own.isEmpty()) {
                continue;
            }
            SortedMap<String, String> tags = new TreeMap<>(mapping.tagsOf(labels));
            tags.putAll(own.get());
            tags.put("host", host);
            String start = LineText.start(use.field().measurement(), tags, use.field().field());
            Group group =
                    groups.computeIfAbsent(
                            new GroupKey(use.field(), source, start),
                            key -> new Group(use.field(), start));
            members.add(group.member(use.selector(), mapping.identity(labels)));
        }
        return List.copyOf(members);
    }

    private void forgetOld() {
        known.values().removeIf(series -> newestMillis - series.heardMillis > FORGOTTEN_MILLIS);
        Set<Member> kept = new HashSet<>();
        known.values().forEach(series -> kept.addAll(series.members));
        Set<Group> used = new HashSet<>();
        kept.forEach(member -> used.add(member.group()));
        groups.values().removeIf(group -> !used.contains(group));
        groups.values().forEach(group -> group.keepOnly(kept));
    }

    int series() {
        return known.size();
    }
}
