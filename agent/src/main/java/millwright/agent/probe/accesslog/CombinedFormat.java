package millwright.agent.probe.accesslog;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The common and combined formats of Apache and nginx: {@code host ident user [time] "GET /path
 * HTTP/1.1" status bytes …}. Where the log says how long a request took, it is the last word.
 */
final class CombinedFormat implements LogFormat {
    private final Optional<TimeUnitOfLog> lastWord;

    /**
     * @param lastWord the unit of the time at the line's end; empty where there is none
     */
    CombinedFormat(Optional<TimeUnitOfLog> lastWord) {
        this.lastWord = lastWord;
    }

    @Override
    public Optional<Request> parse(String line) throws UnfitLineException {
        if (line.isBlank()) {
            return Optional.empty();
        }
        int request = line.indexOf("] \"");
        if (request < 0) {
            throw new UnfitLineException("has no [time] with a \"request\" behind it");
        }
        int begin = request + 3;
        int end = endOfQuoted(line, begin);
        int status = Status.parse(line, end + 2);
        OptionalDouble seconds = OptionalDouble.empty();
        if (lastWord.isPresent()) {
            String word = line.substring(line.lastIndexOf(' ') + 1).replace("\"", "");
            seconds = lastWord.get().seconds(word);
            if (seconds.isEmpty() && !word.equals("-")) {
                throw new UnfitLineException("does not end with the time that the request took");
            }
        }
        return Optional.of(new Request(path(line.substring(begin, end)), status, seconds));
    }

    /** Apache writes a quote within as {@code \"}, nginx as {@code \x22}. */
    private static int endOfQuoted(String line, int from) throws UnfitLineException {
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        throw new UnfitLineException("has a \"request\" without its closing quote");
    }

    /** Empty for what is no request, as when somebody speaks TLS to a plain port. */
    private static String path(String request) {
        int begin = request.indexOf(' ') + 1;
        if (begin == 0) {
            return "";
        }
        int end = request.indexOf(' ', begin);
        return end < 0 ? request.substring(begin) : request.substring(begin, end);
    }
}
