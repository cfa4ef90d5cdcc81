package millwright.agent.probe.accesslog;

import java.util.OptionalDouble;

/**
 * What a line of an access log says of one request.
 *
 * @param path with its query, as the client wrote it; empty where the line has none
 * @param status of HTTP, 100–599
 * @param seconds it took; empty where the log does not say
 */
record Request(String path, int status, OptionalDouble seconds) {
    static final int STATUS_MIN = 100;
    static final int STATUS_MAX = 599;
}
