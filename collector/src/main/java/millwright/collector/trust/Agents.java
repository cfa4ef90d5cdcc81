package millwright.collector.trust;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import millwright.collector.ingest.Credentials;

/**
 * The agents that were enrolled. What writes ask is answered from memory, which every change
 * updates as soon as it has committed: the database may be away, and agents still write.
 */
public final class Agents implements Credentials {
    private static final Duration OLD_STAYS_AT_MOST = Duration.ofHours(24);
    private static final Duration NOTED_EVERY = Duration.ofHours(1);

    private final TrustStore store;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Set<String> retired = ConcurrentHashMap.newKeySet();

    /** A credential in memory. */
    private static final class Known {
        private final String host;
        private final String agentVersion;
        private volatile Instant lastUsedAt;
        private volatile Instant notedAt;
        private volatile boolean rotateAsked;
        private volatile Instant supersededAt;

        Known(AgentCredential credential) {
            host = credential.host();
            agentVersion = credential.agentVersion();
            lastUsedAt = credential.lastUsedAt().orElse(Instant.MIN);
            notedAt = lastUsedAt;
            rotateAsked = credential.rotateAskedAt().isPresent();
            supersededAt = credential.supersededAt().orElse(Instant.MAX);
        }

        boolean isSuperseded() {
            return supersededAt.isBefore(Instant.MAX);
        }

        boolean isOver(Instant now) {
            return isSuperseded() && supersededAt.plus(OLD_STAYS_AT_MOST).isBefore(now);
        }

        boolean isUnused() {
            return lastUsedAt.equals(Instant.MIN);
        }
    }

    /** How an agent stands. */
    public enum State {
        ENROLLED,
        /** Asked to fetch a new credential, which it does with its next delivery. */
        ROTATING,
        REVOKED
    }

    /**
     * One agent, for people.
     *
     * @param enrolledAt when its newest credential was made
     * @param lastUsedAt empty before its first delivery
     */
    public record Agent(
            String host,
            State state,
            String agentVersion,
            Instant enrolledAt,
            Optional<Instant> lastUsedAt) {}

    private Agents(TrustStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    static Agents open(TrustStore store, InstantSource clock) {
        Agents agents = new Agents(store, clock);
        store.listCredentials().stream()
                .filter(credential -> credential.revokedAt().isEmpty())
                .forEach(agents::take);
        return agents;
    }

    private void take(AgentCredential credential) {
        known.put(credential.hash(), new Known(credential));
    }

    @Override
    public Optional<Admission> find(String sha256) {
        Known credential = known.get(sha256);
        if (credential == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (credential.isOver(now)) {
            retire(sha256);
            return Optional.empty();
        }
        if (credential.isUnused()) {
            retireOthersOf(credential.host, sha256);
        }
        credential.lastUsedAt = now;
        return Optional.of(new Admission(credential.host, credential.rotateAsked));
    }

    /**
     * The first use of a credential proves that its agent has stored it. Without a lock: a write
     * must not wait for a change that waits for the database.
     */
    private void retireOthersOf(String host, String hash) {
        known.forEach(
                (other, credential) -> {
                    if (credential.host.equals(host)
                            && credential.isSuperseded()
                            && !other.equals(hash)) {
                        retire(other);
                    }
                });
    }

    private void retire(String hash) {
        known.remove(hash);
        retired.add(hash);
    }

    /** Makes a credential; the store decides whether it becomes one. */
    synchronized TrustStore.Redemption redeem(
            String secretHash, String credential, String host, String agentVersion) {
        AgentCredential fresh =
                AgentCredential.fresh(
                        Secrets.hash(credential), host, agentVersion, clock.instant());
        TrustStore.Redemption redemption = store.redeem(secretHash, fresh);
        if (redemption.outcome() == TrustStore.Outcome.REDEEMED) {
            known.values().removeIf(old -> old.host.equals(host));
            take(fresh);
        }
        return redemption;
    }

    /**
     * Gives an agent a new credential for the one that it shows, which stays good until the new one
     * has been used, or for a day.
     *
     * @return the new one; empty where the old one is not good
     */
    public synchronized Optional<String> rotate(String old) {
        String oldHash = Secrets.hash(old);
        Known credential = known.get(oldHash);
        Instant now = clock.instant();
        if (credential == null || credential.isOver(now)) {
            return Optional.empty();
        }
        String next = Enrolments.CREDENTIAL_PREFIX + Secrets.next();
        AgentCredential fresh =
                AgentCredential.fresh(
                        Secrets.hash(next), credential.host, credential.agentVersion, now);
        store.rotate(oldHash, fresh);
        known.entrySet()
                .removeIf(
                        entry ->
                                entry.getValue().host.equals(credential.host)
                                        && !entry.getKey().equals(oldHash));
        credential.supersededAt = now;
        take(fresh);
        return Optional.of(next);
    }

    /** Takes the host's credentials away at once; false where it has none. */
    public synchronized boolean revoke(String host) {
        boolean revoked = store.revokeHost(host, clock.instant());
        known.values().removeIf(credential -> credential.host.equals(host));
        return revoked;
    }

    /**
     * Asks for new credentials, with the answers to the agents' next deliveries.
     *
     * @param host empty for all
     * @return how many hosts were asked
     */
    public synchronized int askRotation(Optional<String> host) {
        int asked = store.askRotation(host, clock.instant());
        known.values().stream()
                .filter(credential -> host.map(credential.host::equals).orElse(true))
                .forEach(credential -> credential.rotateAsked = true);
        return asked;
    }

    /** By name; also those that were revoked, until they enrol again. */
    public List<Agent> list() {
        Map<String, Agent> byHost = new HashMap<>();
        store.listCredentials().stream()
                .sorted(Comparator.comparing(AgentCredential::createdAt))
                .forEach(
                        credential ->
                                byHost.merge(credential.host(), agent(credential), Agents::newer));
        List<Agent> all = new ArrayList<>(byHost.values());
        all.sort(Comparator.comparing(Agent::host));
        return all;
    }

    private Agent agent(AgentCredential credential) {
        Optional<Known> inMemory = Optional.ofNullable(known.get(credential.hash()));
        State state =
                inMemory.isEmpty()
                        ? State.REVOKED
                        : inMemory.get().rotateAsked ? State.ROTATING : State.ENROLLED;
        return new Agent(
                credential.host(),
                state,
                credential.agentVersion(),
                credential.createdAt(),
                inMemory.filter(live -> !live.isUnused())
                        .map(live -> live.lastUsedAt)
                        .or(credential::lastUsedAt));
    }

    /** The newest credential tells how the host stands, its last use may be the older one's. */
    private static Agent newer(Agent old, Agent fresh) {
        return new Agent(
                fresh.host(),
                fresh.state(),
                fresh.agentVersion(),
                fresh.enrolledAt(),
                fresh.lastUsedAt().or(old::lastUsedAt));
    }

    /** Writes down what writes left in memory: when who wrote, to the hour, and who is retired. */
    void note() {
        Instant now = clock.instant();
        known.forEach(
                (hash, credential) -> {
                    if (credential.isOver(now)) {
                        retire(hash);
                    }
                });
        Map<String, Instant> used = new HashMap<>();
        known.forEach(
                (hash, credential) -> {
                    Instant at = credential.lastUsedAt;
                    boolean isFirst = credential.notedAt.equals(Instant.MIN);
                    if (!credential.isUnused()
                            && (isFirst || credential.notedAt.plus(NOTED_EVERY).isBefore(at))) {
                        used.put(hash, at);
                    }
                });
        Set<String> gone = Set.copyOf(retired);
        if (used.isEmpty() && gone.isEmpty()) {
            return;
        }
        store.note(used, gone);
        used.forEach(
                (hash, at) -> {
                    Known credential = known.get(hash);
                    if (credential != null) {
                        credential.notedAt = at;
                    }
                });
        retired.removeAll(gone);
    }
}
