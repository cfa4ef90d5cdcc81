package millwright.collector.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.WindowRequests;
import millwright.collector.change.ChangeEvent;
import millwright.collector.change.ChangeRecords;
import millwright.collector.change.Changes;
import millwright.collector.change.WindowNews;
import millwright.collector.people.Person;

/** What one act of a person in an emergency window does to the window's request for change. */
final class RequestOfWindow implements WindowRequests {
    private final Changes changes;
    private final Person person;
    private final Instant at;
    private final List<ChangeEvent> followed = new ArrayList<>();

    RequestOfWindow(Changes changes, Person person, Instant at) {
        this.changes = changes;
        this.person = person;
        this.at = at;
    }

    @Override
    public String foretell(ChangeRecords within, Optional<String> rfc, WindowNews news) {
        followed.clear(); // what was tried before and lost
        return rfc.map(id -> changes.foretell(within, id, news, at))
                .orElse("no request for change has been drafted for it yet");
    }

    @Override
    public void follow(ChangeRecords within, String rfc, String window, WindowNews news) {
        followed.addAll(changes.follow(within, rfc, window, news, person, at));
    }

    /** For {@link Changes#tell}, once the act is durable. */
    List<ChangeEvent> followed() {
        return followed;
    }
}
