package millwright.collector.cases;

import java.util.Optional;
import millwright.collector.change.ChangeRecords;
import millwright.collector.change.WindowNews;

/** Leaves requests for change alone: for tests that tell windows' own story. */
public enum NoWindowRequests implements WindowRequests {
    NONE;

    @Override
    public String foretell(ChangeRecords changes, Optional<String> rfc, WindowNews news) {
        return "";
    }

    @Override
    public void follow(ChangeRecords changes, String rfc, String window, WindowNews news) {
        // nothing to do
    }
}
