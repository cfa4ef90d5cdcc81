package millwright.collector.api;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import millwright.collector.history.History;
import millwright.collector.history.HourlyRollUp;
import millwright.collector.history.Sample;
import millwright.collector.history.Text;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesKey;

/** A past that a function gives: one sample a minute; an empty value is a missing one. */
public final class MadeUpHistory implements History {
    private final Map<SeriesKey, Function<Instant, Optional<Double>>> series = new HashMap<>();

    public void add(SeriesKey key, Function<Instant, Optional<Double>> course) {
        series.put(key, course);
    }

    @Override
    public List<Sample> range(SeriesKey key, Instant from, Instant to) {
        Function<Instant, Optional<Double>> course =
                series.getOrDefault(key, at -> Optional.empty());
        long first = Math.floorDiv(from.getEpochSecond() + 59, 60) * 60;
        return Stream.iterate(
                        Instant.ofEpochSecond(first),
                        at -> at.isBefore(to),
                        at -> at.plusSeconds(60))
                .flatMap(at -> course.apply(at).map(value -> new Sample(at, value)).stream())
                .toList();
    }

    @Override
    public List<HourlyRollUp> hourly(SeriesKey key, Instant from, Instant to) {
        long first = Math.floorDiv(from.getEpochSecond() + 3599, 3600) * 3600;
        return Stream.iterate(
                        Instant.ofEpochSecond(first),
                        at -> at.isBefore(to),
                        at -> at.plusSeconds(3600))
                .flatMap(hour -> hour(key, hour).stream())
                .toList();
    }

    private Optional<HourlyRollUp> hour(SeriesKey key, Instant hour) {
        List<Sample> samples = range(key, hour, hour.plus(Duration.ofHours(1)));
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        var figures = samples.stream().mapToDouble(Sample::value).summaryStatistics();
        return Optional.of(
                new HourlyRollUp(
                        hour,
                        figures.getCount(),
                        figures.getMin(),
                        figures.getMax(),
                        figures.getAverage(),
                        samples.get(samples.size() - 1).value()));
    }

    @Override
    public void append(SampleBatch batch) {
        throw new UnsupportedOperationException("made up once");
    }

    @Override
    public Optional<Sample> latest(SeriesKey key) {
        throw new UnsupportedOperationException("pages do not ask for it");
    }

    @Override
    public void scanHourly(Instant from, Instant to, SampleVisitor visitor) {
        throw new UnsupportedOperationException("pages do not ask for it");
    }

    @Override
    public void scan(Instant from, Instant to, SampleVisitor visitor) {
        throw new UnsupportedOperationException("pages do not ask for it");
    }

    @Override
    public List<Text> texts(SeriesKey key, Instant from, Instant to) {
        throw new UnsupportedOperationException("pages do not ask for it");
    }

    @Override
    public void maintain(Instant now) {}

    @Override
    public long count(Instant from, Instant to) {
        throw new UnsupportedOperationException("pages do not ask for it");
    }

    @Override
    public void close() {}
}
