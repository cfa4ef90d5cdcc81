package millwright.collector.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.collector.people.Account;
import millwright.collector.people.PeopleStore;
import millwright.collector.people.Person;
import millwright.collector.people.PersonToken;
import millwright.collector.people.Role;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Who may act, in the database of the cases, whose audit it shares. */
final class SqlPeopleStore implements PeopleStore {
    private final Transactions transactions;
    private final InstantSource clock;

    SqlPeopleStore(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Account> listAccounts() {
        return transactions.read(
                handle ->
                        handle.createQuery(PeopleStatements.ACCOUNTS)
                                .map((row, context) -> account(row))
                                .list());
    }

    @Override
    public List<PersonToken> listTokens() {
        return transactions.read(
                handle ->
                        handle.createQuery(PeopleStatements.TOKENS)
                                .map((row, context) -> token(row))
                                .list());
    }

    @Override
    public Added add(Account account, PersonToken first, String by) {
        return write(
                handle -> {
                    letOthersWait(handle);
                    Added added = found(handle, account.person().name());
                    if (added == Added.EXISTS) {
                        return added;
                    }
                    Person person = account.person();
                    handle.createUpdate(
                                    added == Added.NEW
                                            ? PeopleStatements.ADD
                                            : PeopleStatements.ADD_AGAIN)
                            .bind("name", person.name())
                            .bind("display_name", person.displayName())
                            .bind("granted", words(person.roles()))
                            .bind("at", Rows.time(account.createdAt()))
                            .execute();
                    audit(
                            handle,
                            added == Added.NEW ? "person-added" : "person-added-again",
                            account.createdAt(),
                            by,
                            "%s (%s): %s"
                                    .formatted(
                                            person.name(),
                                            person.displayName(),
                                            words(person.roles())));
                    insert(handle, first);
                    audit(handle, "token-issued", first.createdAt(), by, words(first));
                    return added;
                });
    }

    private static Added found(Handle handle, String name) {
        Optional<Optional<Instant>> disabledAt =
                handle.createQuery(PeopleStatements.DISABLED_AT)
                        .bind("name", name)
                        .map((row, context) -> Rows.instant(row, "disabled_at"))
                        .findOne();
        return disabledAt.map(at -> at.isPresent() ? Added.AGAIN : Added.EXISTS).orElse(Added.NEW);
    }

    @Override
    public boolean giveRoles(String name, Set<Role> roles, Instant at, String by) {
        return change(
                "person-roles-changed",
                at,
                by,
                "%s: %s".formatted(name, words(roles)),
                handle ->
                        handle.createUpdate(PeopleStatements.GIVE_ROLES)
                                .bind("name", name)
                                .bind("granted", words(roles))
                                .execute());
    }

    @Override
    public boolean disable(String name, Instant at, String by) {
        return change(
                "person-disabled",
                at,
                by,
                name,
                handle -> {
                    handle.createUpdate(PeopleStatements.REVOKE_TOKENS)
                            .bind("person", name)
                            .bind("at", Rows.time(at))
                            .execute();
                    return handle.createUpdate(PeopleStatements.DISABLE)
                            .bind("name", name)
                            .bind("at", Rows.time(at))
                            .execute();
                });
    }

    @Override
    public boolean addToken(PersonToken token, String by) {
        return change(
                "token-issued",
                token.createdAt(),
                by,
                words(token),
                handle -> {
                    int enabled =
                            handle.createQuery(PeopleStatements.COUNT_ENABLED)
                                    .bind("name", token.person())
                                    .mapTo(Integer.class)
                                    .one();
                    return enabled == 0 ? 0 : insert(handle, token);
                });
    }

    @Override
    public Optional<String> revokeToken(String id, Instant at, String by) {
        return write(
                handle -> {
                    letOthersWait(handle);
                    Optional<String> owner =
                            handle.createQuery(PeopleStatements.OWNER)
                                    .bind("id", id)
                                    .mapTo(String.class)
                                    .findOne();
                    owner.ifPresent(
                            name -> {
                                handle.createUpdate(PeopleStatements.REVOKE_TOKEN)
                                        .bind("id", id)
                                        .bind("at", Rows.time(at))
                                        .execute();
                                audit(
                                        handle,
                                        "token-revoked",
                                        at,
                                        by,
                                        "%s of %s".formatted(id, name));
                            });
                    return owner;
                });
    }

    @Override
    public void note(Map<String, Instant> lastUsed) {
        write(
                handle -> {
                    PreparedBatch uses = handle.prepareBatch(PeopleStatements.NOTE_USE);
                    lastUsed.forEach(
                            (hash, at) -> uses.bind("hash", hash).bind("at", Rows.time(at)).add());
                    return uses.execute().length;
                });
    }

    @Override
    public void forgetTokens(Instant endedBefore) {
        write(
                handle ->
                        handle.createUpdate(PeopleStatements.FORGET_TOKENS)
                                .bind("before", Rows.time(endedBefore))
                                .execute());
    }

    /**
     * A change that is audited if it changed a row.
     *
     * @param work how many rows it changed
     */
    private boolean change(
            String type, Instant at, String by, String detail, Function<Handle, Integer> work) {
        return write(
                handle -> {
                    letOthersWait(handle);
                    if (work.apply(handle) == 0) {
                        return false;
                    }
                    audit(handle, type, at, by, detail);
                    return true;
                });
    }

    private static int insert(Handle handle, PersonToken token) {
        return handle.createUpdate(PeopleStatements.ADD_TOKEN)
                .bind("id", token.id())
                .bind("hash", token.hash())
                .bind("person", token.person())
                .bind("created_at", Rows.time(token.createdAt()))
                .bind("expires_at", token.expiresAt().map(Rows::time).orElse(null))
                .execute();
    }

    /** The only place that writes to the audit here. */
    private void audit(Handle handle, String type, Instant at, String by, String detail) {
        new AuditTrail(handle, clock)
                .append(
                        Counters.reserve(handle, "record", 1),
                        at,
                        type,
                        Optional.empty(),
                        Optional.of(by),
                        "a person's or an agent's request",
                        CaseJson.write("%s, by %s".formatted(detail, by)));
    }

    /** First in each change, as everywhere; takes no number, since the change may turn out none. */
    private static void letOthersWait(Handle handle) {
        var unused = Counters.reserve(handle, "record", 0);
    }

    private <T> T write(Function<Handle, T> work) {
        return transactions.write("did not take a change of who may act", work);
    }

    private static String words(Set<Role> roles) {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(" "));
    }

    private static String words(PersonToken token) {
        return "%s for %s, %s"
                .formatted(
                        token.id(),
                        token.person(),
                        token.expiresAt().map(at -> "until " + at).orElse("without an end"));
    }

    private static Account account(ResultSet row) throws SQLException {
        Set<Role> roles =
                Arrays.stream(row.getString("granted").split(" "))
                        .map(word -> Role.parse(word).orElseThrow(() -> unknown(word)))
                        .collect(Collectors.toSet());
        return new Account(
                new Person(row.getString("name"), row.getString("display_name"), roles),
                Rows.instant(row, "created_at").orElseThrow(),
                Rows.instant(row, "disabled_at"));
    }

    private static IllegalStateException unknown(String role) {
        return new IllegalStateException("the table person has a role '" + role + "'");
    }

    private static PersonToken token(ResultSet row) throws SQLException {
        return new PersonToken(
                row.getString("id"),
                row.getString("hash"),
                row.getString("person"),
                Rows.instant(row, "created_at").orElseThrow(),
                Rows.instant(row, "expires_at"),
                Rows.instant(row, "last_used_at"),
                Rows.instant(row, "revoked_at"));
    }
}
