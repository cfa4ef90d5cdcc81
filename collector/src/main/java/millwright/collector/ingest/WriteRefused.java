package millwright.collector.ingest;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import millwright.collector.http.Exchange;

/** A write that is not taken, and what its client is told. No fault of ours: no stack trace. */
public final class WriteRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    /**
     * @param code one of InfluxDB's words, as its clients read them
     * @param message what is wrong and what to do
     */
    public WriteRefused(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** 503: the client keeps its samples and comes again. */
    static WriteRefused unavailable(String message) {
        return new WriteRefused(503, "unavailable", message);
    }

    public int status() {
        return status;
    }

    /**
     * Answers with the status, a code and the message; says when to come again where that helps.
     */
    public void answer(Exchange exchange) throws IOException {
        if (status == 503) {
            exchange.with("Retry-After", "5");
        } else if (status == 401) {
            exchange.with("WWW-Authenticate", "Token");
        }
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", code);
        answer.put("message", getMessage());
        exchange.json(status, answer);
    }
}
