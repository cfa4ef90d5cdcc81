package millwright.collector.pipeline;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import millwright.collector.change.ChangeDrafts;
import millwright.collector.change.RfcDraft;

/** Numbers requests for change as the live collector does, and keeps none of them. */
final class ReplayDrafts implements ChangeDrafts {
    private final ZoneId zone;
    private final Map<Integer, Integer> lastOfYear = new HashMap<>();
    private final Map<String, String> ofSource = new HashMap<>();

    /**
     * @param zone the site's, whose years count
     */
    ReplayDrafts(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public synchronized String draft(RfcDraft draft, Instant at) {
        return ofSource.computeIfAbsent(draft.source(), source -> next(at));
    }

    private String next(Instant at) {
        int year = at.atZone(zone).getYear();
        return String.format(
                Locale.ROOT, "RFC-%04d-%04d", year, lastOfYear.merge(year, 1, Integer::sum));
    }

    @Override
    public synchronized void withdraw(String rfc, String reason, Instant at) {
        ofSource.values().remove(rfc);
    }
}
