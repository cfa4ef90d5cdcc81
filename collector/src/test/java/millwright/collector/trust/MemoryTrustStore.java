package millwright.collector.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Trust without a database; can be away, as a database is. */
public final class MemoryTrustStore implements TrustStore {
    private final Map<String, Enrolment> enrolments = new LinkedHashMap<>();
    private final Map<String, AgentCredential> credentials = new LinkedHashMap<>();
    private boolean isAway;

    void away(boolean away) {
        isAway = away;
    }

    private void reach() {
        if (isAway) {
            throw new IllegalStateException("the database is away");
        }
    }

    @Override
    public List<AgentCredential> listCredentials() {
        reach();
        return List.copyOf(credentials.values());
    }

    @Override
    public List<Enrolment> listEnrolments() {
        reach();
        return List.copyOf(enrolments.values());
    }

    @Override
    public void add(Enrolment enrolment, String secretHash) {
        reach();
        enrolments.put(secretHash, enrolment);
    }

    @Override
    public boolean revokeEnrolment(String id, Instant at) {
        throw new UnsupportedOperationException("asked of the real store only");
    }

    @Override
    public Redemption redeem(String secretHash, AgentCredential fresh) {
        reach();
        Enrolment enrolment = enrolments.get(secretHash);
        if (enrolment == null) {
            return new Redemption(Outcome.UNKNOWN, Optional.empty(), false);
        }
        boolean replaced = remove(fresh.host());
        credentials.put(fresh.hash(), fresh);
        return new Redemption(Outcome.REDEEMED, Optional.of(enrolment), replaced);
    }

    private boolean remove(String host) {
        return credentials.values().removeIf(each -> each.host().equals(host));
    }

    @Override
    public void rotate(String oldHash, AgentCredential fresh) {
        reach();
        credentials.put(fresh.hash(), fresh);
    }

    @Override
    public boolean revokeHost(String host, Instant at) {
        reach();
        return remove(host);
    }

    @Override
    public int askRotation(Optional<String> host, Instant at) {
        reach();
        return host.isPresent() ? 1 : credentials.size();
    }

    @Override
    public void note(Map<String, Instant> lastUsed, Set<String> retired) {
        reach();
        noted.add(Map.copyOf(lastUsed));
        retired.forEach(credentials::remove);
    }

    private final List<Map<String, Instant>> noted = new ArrayList<>();

    /** What was noted, call by call. */
    List<Map<String, Instant>> noted() {
        return noted;
    }

    @Override
    public void forgetEnrolments(Instant endedBefore) {
        reach();
    }
}
