package millwright.agent.probe.tail;

import java.util.OptionalLong;

/**
 * What one reading of a log came to.
 *
 * @param bytes read
 * @param unreadBytes of the file that is being read, left for the next reading; unknown of a packed
 *     file
 */
public record TailReading(long bytes, OptionalLong unreadBytes) {}
