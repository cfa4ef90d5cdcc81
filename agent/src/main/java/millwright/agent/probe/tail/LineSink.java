package millwright.agent.probe.tail;

/** Takes the complete lines of a log, in order. */
@FunctionalInterface
public interface LineSink {
    /**
     * @param line without its end; what is neither UTF-8 nor UTF-16 stands as U+FFFD, and of a line
     *     longer than {@link Tail#LINE_BYTES_MAX} only its beginning is here
     */
    void line(String line);
}
