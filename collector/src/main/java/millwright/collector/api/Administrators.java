package millwright.collector.api;

import millwright.collector.http.Exchange;
import millwright.collector.trust.AdminToken;

/** Lets through who shows the administrators' token. */
final class Administrators {
    private final AdminToken token;

    Administrators(AdminToken token) {
        this.token = token;
    }

    /**
     * @throws Refusal with 401 for anybody else
     */
    void check(Exchange exchange) {
        if (!token.admits(exchange)) {
            throw Refusal.unauthorized(
                    "This needs the administrators' token, which is in admin.token of the"
                            + " collector's data folder.");
        }
    }
}
