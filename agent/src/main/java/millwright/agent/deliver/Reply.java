package millwright.agent.deliver;

import java.time.Instant;
import java.util.Optional;

/**
 * What came back for a request.
 *
 * @param collectorTime the collector's clock when it answered; empty where it told none
 * @param isRotationDue whether it asks for a new credential
 */
record Reply(Answer answer, Optional<Instant> collectorTime, boolean isRotationDue) {
    static Reply failed(String why) {
        return new Reply(new Answer.Failed(why), Optional.empty(), false);
    }
}
