package millwright.collector.people;

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
import millwright.collector.trust.AdminToken;
import millwright.collector.trust.Secrets;

/**
 * Everybody who may act. Who shows a token is answered from memory, which every change updates as
 * soon as it has committed: people can be told apart while the database is away.
 */
public final class People {
    private static final Duration NOTED_EVERY = Duration.ofHours(1);
    private static final Duration REMEMBERED = Duration.ofDays(90);
    private static final int TOKENS_MAX = 20;

    private final PeopleStore store;
    private final AdminToken administrator;
    private final InstantSource clock;
    private final Sessions sessions;

    /** By name. */
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    /** By hash; those that were revoked are not among them. */
    private final Map<String, Known> tokens = new ConcurrentHashMap<>();

    /** A token in memory. */
    private static final class Known {
        private final PersonToken token;
        private volatile Instant lastUsedAt;
        private volatile Instant notedAt;

        Known(PersonToken token) {
            this.token = token;
            lastUsedAt = token.lastUsedAt().orElse(Instant.MIN);
            notedAt = lastUsedAt;
        }

        boolean isToBeNoted() {
            return lastUsedAt.isAfter(Instant.MIN)
                    && (notedAt.equals(Instant.MIN)
                            || notedAt.plus(NOTED_EVERY).isBefore(lastUsedAt));
        }
    }

    /**
     * A token that was just made.
     *
     * @param secret the only time that it is shown
     */
    public record Issued(Account account, PersonToken token, String secret) {
        /** Without the secret, so that no log gets it. */
        @Override
        public String toString() {
            return "Issued[%s, %s]".formatted(account.person().name(), token.id());
        }
    }

    /**
     * Somebody with their tokens, for lists.
     *
     * @param tokens oldest first; those that ended lately too
     */
    public record Entry(Account account, List<PersonToken> tokens) {
        public Entry {
            tokens = List.copyOf(tokens);
        }
    }

    private People(PeopleStore store, AdminToken administrator, InstantSource clock) {
        this.store = store;
        this.administrator = administrator;
        this.clock = clock;
        this.sessions = new Sessions(this, clock);
    }

    /**
     * @param administrator who shows this token is {@link Person#LOCAL_ADMINISTRATOR}
     */
    public static People open(PeopleStore store, AdminToken administrator, InstantSource clock) {
        People people = new People(store, administrator, clock);
        store.listAccounts()
                .forEach(account -> people.accounts.put(account.person().name(), account));
        store.listTokens().stream()
                .filter(token -> token.revokedAt().isEmpty())
                .forEach(people::take);
        return people;
    }

    private void take(PersonToken token) {
        tokens.put(token.hash(), new Known(token));
    }

    public Sessions sessions() {
        return sessions;
    }

    /**
     * Who shows this token; empty where it is unknown, expired or revoked, or they are disabled.
     */
    public Optional<Person> identify(String token) {
        return identifyHash(Secrets.hash(token));
    }

    Optional<Person> identifyHash(String hash) {
        if (administrator.matches(hash)) {
            return Optional.of(Person.LOCAL_ADMINISTRATOR);
        }
        Known known = tokens.get(hash);
        Instant now = clock.instant();
        if (known == null || !known.token.isGood(now)) {
            return Optional.empty();
        }
        known.lastUsedAt = now;
        return enabled(known.token.person()).map(Account::person);
    }

    private Optional<Account> enabled(String name) {
        return Optional.ofNullable(accounts.get(name)).filter(account -> !account.isDisabled());
    }

    /** Somebody who may act under that name. */
    public Optional<Person> find(String name) {
        return name.equals(Person.LOCAL_NAME)
                ? Optional.of(Person.LOCAL_ADMINISTRATOR)
                : enabled(name).map(Account::person);
    }

    /** By name. */
    public List<Entry> list() {
        Map<String, List<PersonToken>> byPerson = new HashMap<>();
        store.listTokens()
                .forEach(
                        token ->
                                byPerson.computeIfAbsent(token.person(), name -> new ArrayList<>())
                                        .add(withLastUse(token)));
        return store.listAccounts().stream()
                .sorted(Comparator.comparing(account -> account.person().name()))
                .map(account -> entry(account, byPerson))
                .toList();
    }

    private static Entry entry(Account account, Map<String, List<PersonToken>> byPerson) {
        return new Entry(account, byPerson.getOrDefault(account.person().name(), List.of()));
    }

    private PersonToken withLastUse(PersonToken token) {
        return Optional.ofNullable(tokens.get(token.hash()))
                .filter(known -> known.lastUsedAt.isAfter(Instant.MIN))
                .map(known -> token.usedAt(known.lastUsedAt))
                .orElse(token);
    }

    /**
     * Adds somebody with a first token; one who was disabled comes back.
     *
     * @param ttl of the token; empty for one that does not end by itself
     * @throws Refused if the name is taken
     */
    public synchronized Issued add(Person person, Optional<Duration> ttl, Person by) {
        if (person.name().equals(Person.LOCAL_NAME)) {
            throw new Refused(
                    false,
                    "'%s' is whoever holds admin.token of the data folder. Choose another name."
                            .formatted(person.name()));
        }
        Instant now = clock.instant();
        String secret = secret();
        PersonToken token = fresh(secret, person.name(), ttl, now);
        Account account = new Account(person, now, Optional.empty());
        if (store.add(account, token, by.name()) == PeopleStore.Added.EXISTS) {
            throw new Refused(
                    false,
                    "'%s' is there already. `user token %s` makes another token, `user roles %s` changes the roles."
                            .formatted(person.name(), person.name(), person.name()));
        }
        accounts.put(person.name(), account);
        take(token);
        return new Issued(account, token, secret);
    }

    /**
     * Gives somebody one more token.
     *
     * @throws Refused if nobody of that name is enabled, or they have too many
     */
    public synchronized Issued issue(String name, Optional<Duration> ttl, Person by) {
        Account account = enabled(name).orElseThrow(() -> unknown(name));
        Instant now = clock.instant();
        long good =
                tokens.values().stream()
                        .filter(known -> known.token.person().equals(name))
                        .filter(known -> known.token.isGood(now))
                        .count();
        if (good >= TOKENS_MAX) {
            throw new Refused(
                    false,
                    "%s has %d tokens, which is the most. Revoke one: `user list` shows their ids."
                            .formatted(name, good));
        }
        String secret = secret();
        PersonToken token = fresh(secret, name, ttl, now);
        if (!store.addToken(token, by.name())) {
            throw unknown(name);
        }
        take(token);
        return new Issued(account, token, secret);
    }

    private static String secret() {
        return "mwp_" + Secrets.next();
    }

    private static PersonToken fresh(
            String secret, String name, Optional<Duration> ttl, Instant now) {
        return PersonToken.fresh(Secrets.hash(secret), name, now, ttl.map(now::plus));
    }

    /**
     * In the place of the roles that they had; counts from their next request on.
     *
     * @throws Refused if nobody of that name is enabled
     */
    public synchronized Account giveRoles(String name, Set<Role> roles, Person by) {
        Account account = enabled(name).orElseThrow(() -> unknown(name));
        Person changed = account.person().withRoles(roles);
        if (!store.giveRoles(name, changed.roles(), clock.instant(), by.name())) {
            throw unknown(name);
        }
        Account next = new Account(changed, account.createdAt(), Optional.empty());
        accounts.put(name, next);
        return next;
    }

    /**
     * Takes somebody everything at once: tokens, and sessions that were opened with them.
     *
     * @throws Refused if nobody of that name is enabled
     */
    public synchronized void disable(String name, Person by) {
        Account account = enabled(name).orElseThrow(() -> unknown(name));
        Instant now = clock.instant();
        if (!store.disable(name, now, by.name())) {
            throw unknown(name);
        }
        accounts.put(name, new Account(account.person(), account.createdAt(), Optional.of(now)));
        tokens.values().removeIf(known -> known.token.person().equals(name));
    }

    /**
     * Takes one token away at once, and sessions that were opened with it.
     *
     * @return whose it was
     * @throws Refused if there is none of that id that is not revoked already
     */
    public synchronized String revoke(String id, Person by) {
        String name =
                store.revokeToken(id, clock.instant(), by.name())
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                true,
                                                "There is no token '%s' that could be revoked. Ids look like K-3f9a12c0; `user list` shows them."
                                                        .formatted(id)));
        tokens.values().removeIf(known -> known.token.id().equals(id));
        return name;
    }

    private static Refused unknown(String name) {
        return new Refused(
                true,
                "There is nobody '%s', or they are disabled. `user list` shows everybody; `user add %s` adds or re-admits them."
                        .formatted(name, name));
    }

    /** A change that cannot be made; the message says why and what to do. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean isUnknown;

        Refused(boolean isUnknown, String message) {
            super(message, null, false, false); // an answer, not a fault: no stack trace
            this.isUnknown = isUnknown;
        }

        /** Whether the person or token is not there; otherwise something stands against it. */
        public boolean isUnknown() {
            return isUnknown;
        }
    }

    /**
     * Writes down when who was here, to the hour, and forgets tokens that ended long ago; to be
     * called every few minutes, and at the end.
     */
    public void note() {
        Map<String, Instant> used = new HashMap<>();
        tokens.forEach(
                (hash, known) -> {
                    if (known.isToBeNoted()) {
                        used.put(hash, known.lastUsedAt);
                    }
                });
        if (!used.isEmpty()) {
            store.note(used);
        }
        used.forEach(
                (hash, at) ->
                        Optional.ofNullable(tokens.get(hash))
                                .ifPresent(known -> known.notedAt = at));
        Instant longAgo = clock.instant().minus(REMEMBERED);
        store.forgetTokens(longAgo);
        tokens.values().removeIf(known -> !known.token.isGood(longAgo));
    }
}
