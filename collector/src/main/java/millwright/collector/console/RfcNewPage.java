package millwright.collector.console;

import java.util.List;
import millwright.collector.api.Acting;
import millwright.collector.change.Changes;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;

/** {@code /rfcs/new}: where a person asks for a change that no task and no window has brought. */
final class RfcNewPage {
    static final String PATH = "/rfcs/new";

    private final Changes changes;
    private final Forms forms;

    RfcNewPage(Changes changes, Forms forms) {
        this.changes = changes;
        this.forms = forms;
    }

    /**
     * @param works kinds of work that have texts of their own
     * @param refusal why the visitor may not; empty where they may, or have not signed in
     */
    record Model(List<String> works, String refusal, String zone) {}

    Page show(Exchange exchange, SiteTime time) {
        String refusal =
                forms.person(exchange)
                        .filter(person -> !person.may(Permission.MANAGE_CHANGES))
                        .map(person -> Acting.refusal(person, Permission.MANAGE_CHANGES))
                        .orElse("");
        return new Page(
                "rfc-new",
                "New request",
                "changes",
                new Model(changes.kindsOfWork(), refusal, time.zone().getId()));
    }
}
