package millwright.collector.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.collector.history.History;
import millwright.collector.history.HistoryException;
import millwright.collector.history.HourlyRollUp;
import millwright.collector.history.Sample;
import millwright.collector.history.Text;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;

/** The hourly means of a few series, and how often they were read. */
final class FleetHistory implements History {
    private final SeriesCatalog catalog;
    private final List<Mean> means = new ArrayList<>();
    final List<String> readings = new ArrayList<>();
    boolean isAway;

    FleetHistory(SeriesCatalog catalog) {
        this.catalog = catalog;
    }

    private record Mean(int series, Instant hour, double mean) {}

    /**
     * @param end start of the hour after the last mean
     * @param values by the hour
     */
    void add(SeriesKey key, Instant end, double... values) {
        int series = catalog.id(key);
        for (int i = 0; i < values.length; i++) {
            means.add(new Mean(series, end.minusSeconds(3600L * (values.length - i)), values[i]));
        }
    }

    @Override
    public void scanHourly(Instant from, Instant to, SampleVisitor visitor) {
        if (isAway) {
            throw new HistoryException("the disk is full", null);
        }
        readings.add(from + " " + to);
        for (Mean mean : means) {
            if (!mean.hour().isBefore(from) && mean.hour().isBefore(to)) {
                visitor.visit(mean.series(), mean.hour().getEpochSecond() * 1_000_000, mean.mean());
            }
        }
    }

    @Override
    public void append(SampleBatch batch) {
        throw new UnsupportedOperationException("forecasts only read");
    }

    @Override
    public Optional<Sample> latest(SeriesKey key) {
        throw new UnsupportedOperationException("not for forecasts");
    }

    @Override
    public List<Sample> range(SeriesKey key, Instant from, Instant to) {
        throw new UnsupportedOperationException("single samples are too dear for forecasts");
    }

    @Override
    public List<Text> texts(SeriesKey key, Instant from, Instant to) {
        throw new UnsupportedOperationException("not for forecasts");
    }

    @Override
    public List<HourlyRollUp> hourly(SeriesKey key, Instant from, Instant to) {
        throw new UnsupportedOperationException("series by series is too dear for forecasts");
    }

    @Override
    public void scan(Instant from, Instant to, SampleVisitor visitor) {
        throw new UnsupportedOperationException("single samples are too dear for forecasts");
    }

    @Override
    public void maintain(Instant now) {}

    @Override
    public long count(Instant from, Instant to) {
        throw new UnsupportedOperationException("not for forecasts");
    }

    @Override
    public void close() {}
}
