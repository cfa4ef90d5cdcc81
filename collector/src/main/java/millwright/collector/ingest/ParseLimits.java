package millwright.collector.ingest;

/**
 * What one line, and all of them together, may ask of us.
 *
 * @param lineBytesMax the longest line
 * @param nameBytesMax the longest measurement, tag name, tag value or field name, escapes included
 * @param tagsMax tags of a line, {@code host} included
 * @param fieldsMax fields of a line
 * @param hostSeriesMax series of one host
 * @param seriesMax series of all hosts
 */
public record ParseLimits(
        int lineBytesMax,
        int nameBytesMax,
        int tagsMax,
        int fieldsMax,
        int hostSeriesMax,
        int seriesMax) {
    public ParseLimits {
        if (lineBytesMax < 128
                || lineBytesMax > (1 << 20)
                || nameBytesMax < 16
                || tagsMax < 1
                || fieldsMax < 1
                || hostSeriesMax < 1
                || seriesMax < 1) {
            throw new IllegalArgumentException("a limit is too small, or a line too long");
        }
    }

    /** 64 KiB a line, 1 KiB a name, 32 tags, 256 fields, 10,000 series a host, 5 million in all. */
    public static ParseLimits defaults() {
        return new ParseLimits(64 << 10, 1 << 10, 32, 256, 10_000, 5_000_000);
    }

    public ParseLimits withSeries(int ofHostMax, int max) {
        return new ParseLimits(lineBytesMax, nameBytesMax, tagsMax, fieldsMax, ofHostMax, max);
    }
}
