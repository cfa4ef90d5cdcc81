package millwright.collector.console;

import java.io.IOException;
import java.util.regex.Pattern;
import millwright.collector.http.Exchange;
import millwright.collector.people.Sessions;
import millwright.collector.people.Sessions.Answer;

/** Where people say who they are, and leave again. */
final class SignInPage {
    private static final String PATH = "/sign-in";

    /** Where to go on: a path of ours, never another site. Printable ASCII, no backslash. */
    private static final Pattern OUR_PATH = Pattern.compile("/(?!/)[!-\\[\\]-~]{0,2000}");

    private final Sessions sessions;
    private final Forms forms;

    /**
     * @param trouble why it did not work; empty at first
     * @param to where to go on afterwards
     */
    record Model(String trouble, String to) {}

    SignInPage(Sessions sessions, Forms forms) {
        this.sessions = sessions;
        this.forms = forms;
    }

    /** Its address with the way back. */
    static String address(String to) {
        return PATH + (to.equals("/") ? "" : "?to=" + Links.encode(to));
    }

    Page show(Exchange exchange, SiteTime time) {
        return page("", ours(exchange.query("to").orElse("/")));
    }

    private static Page page(String trouble, String to) {
        return new Page("sign-in", "Sign in", "", new Model(trouble, to));
    }

    private static String ours(String to) {
        return OUR_PATH.matcher(to).matches() ? to : "/";
    }

    void signIn(Exchange exchange, Pages pages, SiteTime time) throws IOException {
        FormFields fields = forms.checkFirstPost(exchange);
        String to = ours(fields.text("to"));
        Answer answer = sessions.open(fields.text("token", 200), exchange);
        if (answer instanceof Answer.SignedIn) {
            leadTo(exchange, to);
        } else if (answer instanceof Answer.TooMany tooMany) {
            exchange.with("Retry-After", Long.toString(tooMany.waitSeconds()));
            String trouble =
                    "Too many wrong tokens came from your address. Try again in %d s."
                            .formatted(tooMany.waitSeconds());
            pages.answer(exchange, 429, page(trouble, to), time);
        } else {
            String trouble =
                    "This token is nobody's: it is unknown, expired or revoked. Is it whole? It"
                            + " starts with mwp_.";
            pages.answer(exchange, 401, page(trouble, to), time);
        }
    }

    void signOut(Exchange exchange, Pages pages, SiteTime time) throws IOException {
        var unused = forms.checkPost(exchange);
        sessions.close(exchange);
        leadTo(exchange, "/");
    }

    private static void leadTo(Exchange exchange, String path) throws IOException {
        exchange.with("Location", path).with("Cache-Control", "no-store").empty(303);
    }
}
