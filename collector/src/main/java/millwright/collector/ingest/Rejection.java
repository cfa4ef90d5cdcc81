package millwright.collector.ingest;

/**
 * A line that was refused.
 *
 * @param line its number in the body, from 1
 * @param reason what is wrong with it and, where it is not obvious, what would be right
 * @param excerpt its beginning
 */
public record Rejection(int line, String reason, String excerpt) {}
