package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;

/** What all parsers know of lines and their series. Thread-safe; what is known takes no lock. */
final class SeriesDirectory {
    private final SeriesCatalog catalog;
    private final ParseLimits limits;
    private final LineTable table;
    private volatile boolean limited = true;

    SeriesDirectory(SeriesCatalog catalog, ParseLimits limits) {
        this.catalog = catalog;
        this.limits = limits;
        this.table = new LineTable((int) Math.min(1 << 28, limits.seriesMax() * 2L));
    }

    ParseLimits limits() {
        return limits;
    }

    /** While a journal is replayed, a series that was let in once is let in again. */
    void limited(boolean limited) {
        this.limited = limited;
    }

    /** The slot of a line's bytes up to its fields, read anew where they have not come before. */
    LineSlot slot(byte[] bytes, int from, int to) throws BadLine {
        int hash = LineTable.hash(bytes, from, to);
        Optional<LineSlot> known = table.find(bytes, from, to, hash);
        return known.isPresent() ? known.get() : LineKey.read(bytes, from, to, hash, limits);
    }

    /**
     * Gives the fields of a good line their series.
     *
     * @param fields names as they stand in the line, with the equals sign
     */
    synchronized void register(LineSlot read, List<byte[]> fields) throws BadLine {
        LineSlot slot = table.add(read);
        for (byte[] field : fields) {
            String name = new String(field, 0, field.length - 1, UTF_8);
            SeriesKey key = slot.key(LineKey.unescaped(name));
            if (limited && catalog.find(key).isEmpty()) {
                checkLimits(key.host());
            }
            slot.add(field, catalog.id(key));
        }
    }

    private void checkLimits(String host) throws BadLine {
        if (catalog.countOfHost(host) >= limits.hostSeriesMax()) {
            throw new BadLine(
                    "the host %s has %d series already (ingest.host_series_max)"
                            .formatted(host, limits.hostSeriesMax()));
        }
        if (catalog.size() >= limits.seriesMax()) {
            throw new BadLine(
                    "there are %d series already (ingest.series_max)"
                            .formatted(limits.seriesMax()));
        }
    }
}
