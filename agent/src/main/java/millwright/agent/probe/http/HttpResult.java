package millwright.agent.probe.http;

import java.util.Locale;
import millwright.agent.probe.TargetDownException;

/** How a probe ended, in Telegraf's words and numbers. */
enum HttpResult {
    SUCCESS(0),
    RESPONSE_STRING_MISMATCH(1),
    BODY_READ_ERROR(2),
    CONNECTION_FAILED(3),
    TIMEOUT(4),
    DNS_ERROR(5),
    RESPONSE_STATUS_CODE_MISMATCH(6);

    private final long code;

    HttpResult(long code) {
        this.code = code;
    }

    long code() {
        return code;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param hasHead whether the head of the answer had come
     */
    static HttpResult of(TargetDownException.Reason reason, boolean hasHead) {
        return switch (reason) {
            case TIMED_OUT -> TIMEOUT;
            case UNKNOWN_HOST -> DNS_ERROR;
            default -> hasHead ? BODY_READ_ERROR : CONNECTION_FAILED;
        };
    }
}
