package millwright.collector.ingest;

import java.util.List;

/** Reads recorded line protocol, with the parser that reads what agents send. */
public final class RecordedLines {
    /** In the place of a missing time; no time that a line may have. */
    private static final long NO_TIME = Long.MIN_VALUE;

    private final SeriesDirectory directory;

    /** A recording may hold any number of series. */
    public RecordedLines(SeriesCatalog catalog) {
        ParseLimits limits =
                ParseLimits.defaults().withSeries(Integer.MAX_VALUE, Integer.MAX_VALUE);
        directory = new SeriesDirectory(catalog, limits);
    }

    /**
     * @param rejected lines, of which the first are in {@code rejections}
     * @param withoutTime samples whose line has no timestamp; a recording cannot know when that was
     */
    public record Result(int rejected, List<Rejection> rejections, int withoutTime) {
        public Result {
            rejections = List.copyOf(rejections);
        }
    }

    /**
     * @param into gets the samples of the good lines
     */
    public Result read(byte[] lines, Precision precision, SampleBatch into) {
        LineProtocolParser parser = new LineProtocolParser(directory);
        SampleBatch read = new SampleBatch(lines.length / 64 + 16);
        parser.begin(precision, NO_TIME, read);
        parser.parse(lines, 0, lines.length, true);
        int withoutTime = 0;
        for (int i = 0; i < read.size(); i++) {
            if (read.micros(i) == NO_TIME) {
                withoutTime++;
            } else {
                into.add(read.series(i), read.micros(i), read.value(i));
            }
        }
        return new Result(parser.rejected(), parser.rejections(), withoutTime);
    }
}
