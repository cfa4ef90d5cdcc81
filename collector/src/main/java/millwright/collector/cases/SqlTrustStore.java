package millwright.collector.cases;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.collector.trust.AgentCredential;
import millwright.collector.trust.Enrolment;
import millwright.collector.trust.TrustStore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Who is trusted, in the database of the cases, whose audit it shares. */
final class SqlTrustStore implements TrustStore {
    private final Transactions transactions;
    private final InstantSource clock;

    SqlTrustStore(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<AgentCredential> listCredentials() {
        return transactions.read(
                handle ->
                        handle.createQuery(TrustStatements.CREDENTIALS)
                                .map((row, context) -> credential(row))
                                .list());
    }

    @Override
    public List<Enrolment> listEnrolments() {
        return transactions.read(
                handle ->
                        handle.createQuery(TrustStatements.ENROLMENTS)
                                .map((row, context) -> enrolment(row))
                                .list());
    }

    @Override
    public void add(Enrolment enrolment, String secretHash) {
        write(
                handle -> {
                    audit(
                            handle,
                            "enrolment-created",
                            enrolment.createdAt(),
                            "%s by %s: %d uses until %s"
                                    .formatted(
                                            enrolment.id(),
                                            enrolment.createdBy(),
                                            enrolment.usesMax(),
                                            enrolment.expiresAt()));
                    return handle.createUpdate(TrustStatements.ADD_ENROLMENT)
                            .bind("id", enrolment.id())
                            .bind("hash", secretHash)
                            .bind("created_at", Rows.time(enrolment.createdAt()))
                            .bind("created_by", enrolment.createdBy())
                            .bind("expires_at", Rows.time(enrolment.expiresAt()))
                            .bind("uses", enrolment.usesMax())
                            .bind("collectors", addresses(enrolment))
                            .execute();
                });
    }

    @Override
    public boolean revokeEnrolment(String id, Instant at) {
        return write(
                handle -> {
                    int rows =
                            handle.createUpdate(TrustStatements.REVOKE_ENROLMENT)
                                    .bind("id", id)
                                    .bind("at", Rows.time(at))
                                    .execute();
                    if (rows > 0) {
                        audit(handle, "enrolment-revoked", at, id);
                    }
                    return rows > 0;
                });
    }

    @Override
    public Redemption redeem(String secretHash, AgentCredential fresh) {
        return write(handle -> redeemIn(handle, secretHash, fresh));
    }

    private Redemption redeemIn(Handle handle, String secretHash, AgentCredential fresh) {
        long record = Counters.reserve(handle, "record", 1); // first: one at a time from here on
        Optional<Enrolment> found =
                handle.createQuery(TrustStatements.ENROLMENT)
                        .bind("hash", secretHash)
                        .map((row, context) -> enrolment(row))
                        .findOne();
        Outcome outcome = outcome(found, fresh.createdAt());
        if (outcome != Outcome.REDEEMED) {
            return new Redemption(outcome, found, false);
        }
        handle.createUpdate(TrustStatements.USE_ENROLMENT).bind("hash", secretHash).execute();
        int before =
                handle.createUpdate(TrustStatements.REMOVE_HOST)
                        .bind("host", fresh.host())
                        .execute();
        insert(handle, fresh);
        audit(
                handle,
                record,
                before > 0 ? "agent-enrolled-again" : "agent-enrolled",
                fresh.createdAt(),
                "%s with %s".formatted(fresh.host(), found.orElseThrow().id()));
        return new Redemption(outcome, found, before > 0);
    }

    private static Outcome outcome(Optional<Enrolment> found, Instant now) {
        if (found.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        Enrolment enrolment = found.get();
        if (enrolment.revokedAt().isPresent()) {
            return Outcome.REVOKED;
        }
        if (!now.isBefore(enrolment.expiresAt())) {
            return Outcome.EXPIRED;
        }
        return enrolment.usesLeft() > 0 ? Outcome.REDEEMED : Outcome.USED_UP;
    }

    @Override
    public void rotate(String oldHash, AgentCredential fresh) {
        write(
                handle -> {
                    audit(handle, "agent-rotated", fresh.createdAt(), fresh.host());
                    handle.createUpdate(TrustStatements.REMOVE_OTHERS)
                            .bind("host", fresh.host())
                            .bind("hash", oldHash)
                            .execute();
                    int rows =
                            handle.createUpdate(TrustStatements.SUPERSEDE)
                                    .bind("hash", oldHash)
                                    .bind("at", Rows.time(fresh.createdAt()))
                                    .execute();
                    if (rows != 1) {
                        throw new IllegalStateException(
                                "the credential of %s that is to be rotated has %d rows"
                                        .formatted(fresh.host(), rows));
                    }
                    return insert(handle, fresh);
                });
    }

    @Override
    public boolean revokeHost(String host, Instant at) {
        return write(
                handle -> {
                    int rows =
                            handle.createUpdate(TrustStatements.REVOKE_HOST)
                                    .bind("host", host)
                                    .bind("at", Rows.time(at))
                                    .execute();
                    if (rows > 0) {
                        audit(handle, "agent-revoked", at, host);
                    }
                    return rows > 0;
                });
    }

    @Override
    public int askRotation(Optional<String> host, Instant at) {
        return write(
                handle -> {
                    int rows =
                            host.isPresent()
                                    ? handle.createUpdate(TrustStatements.ASK_ROTATION_OF_HOST)
                                            .bind("at", Rows.time(at))
                                            .bind("host", host.get())
                                            .execute()
                                    : handle.createUpdate(TrustStatements.ASK_ROTATION)
                                            .bind("at", Rows.time(at))
                                            .execute();
                    if (rows == 0) {
                        return 0;
                    }
                    audit(handle, "agent-rotation-asked", at, host.orElse("every host"));
                    return host.isPresent()
                            ? 1
                            : handle.createQuery(TrustStatements.COUNT_HOSTS)
                                    .mapTo(Integer.class)
                                    .one();
                });
    }

    @Override
    public void note(Map<String, Instant> lastUsed, Set<String> retired) {
        write(
                handle -> {
                    PreparedBatch uses = handle.prepareBatch(TrustStatements.NOTE_USE);
                    lastUsed.forEach(
                            (hash, at) -> uses.bind("hash", hash).bind("at", Rows.time(at)).add());
                    PreparedBatch ends = handle.prepareBatch(TrustStatements.REMOVE);
                    retired.forEach(hash -> ends.bind("hash", hash).add());
                    return uses.execute().length + ends.execute().length;
                });
    }

    @Override
    public void forgetEnrolments(Instant endedBefore) {
        write(
                handle ->
                        handle.createUpdate(TrustStatements.FORGET_ENROLMENTS)
                                .bind("before", Rows.time(endedBefore))
                                .execute());
    }

    private static int insert(Handle handle, AgentCredential fresh) {
        return handle.createUpdate(TrustStatements.ADD_CREDENTIAL)
                .bind("hash", fresh.hash())
                .bind("host", fresh.host())
                .bind("agent_version", fresh.agentVersion())
                .bind("created_at", Rows.time(fresh.createdAt()))
                .execute();
    }

    private void audit(Handle handle, String type, Instant at, String detail) {
        audit(handle, Counters.reserve(handle, "record", 1), type, at, detail);
    }

    private void audit(Handle handle, long record, String type, Instant at, String detail) {
        new AuditTrail(handle, clock)
                .append(
                        record,
                        at,
                        type,
                        Optional.empty(),
                        Optional.empty(),
                        "a person's or an agent's request",
                        CaseJson.write(detail));
    }

    private <T> T write(java.util.function.Function<Handle, T> work) {
        return transactions.write("did not take a change of who is trusted", work);
    }

    private static String addresses(Enrolment enrolment) {
        return enrolment.collectors().stream().map(URI::toString).collect(Collectors.joining(" "));
    }

    private static Enrolment enrolment(ResultSet row) throws SQLException {
        return new Enrolment(
                row.getString("id"),
                Rows.instant(row, "created_at").orElseThrow(),
                row.getString("created_by"),
                Rows.instant(row, "expires_at").orElseThrow(),
                row.getInt("uses_max"),
                row.getInt("uses_left"),
                Rows.instant(row, "revoked_at"),
                Arrays.stream(row.getString("collectors").split(" ")).map(URI::create).toList());
    }

    private static AgentCredential credential(ResultSet row) throws SQLException {
        return new AgentCredential(
                row.getString("hash"),
                row.getString("host"),
                row.getString("agent_version"),
                Rows.instant(row, "created_at").orElseThrow(),
                Rows.instant(row, "last_used_at"),
                Rows.instant(row, "rotate_asked_at"),
                Rows.instant(row, "superseded_at"),
                Rows.instant(row, "revoked_at"));
    }
}
