package millwright.collector.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import millwright.collector.http.Exchange;
import millwright.collector.people.Account;
import millwright.collector.people.People;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.people.PersonToken;
import millwright.collector.people.Role;

/** {@code /api/v1/people}: who may act, for administrators; {@code /api/v1/me}: who one is. */
final class Accounts {
    private static final Duration TTL_MIN = Duration.ofMinutes(1);
    private static final Duration TTL_MAX = Duration.ofDays(3650);

    private final People people;
    private final Acting acting;

    private record MeAnswer(
            String name, String displayName, List<String> roles, List<String> permissions) {}

    private record TokenAnswer(
            String id,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt,
            Optional<Instant> revokedAt) {
        static TokenAnswer of(PersonToken token) {
            return new TokenAnswer(
                    token.id(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt(),
                    token.revokedAt());
        }
    }

    /**
     * @param tokens only in a list
     */
    private record PersonAnswer(
            String name,
            String displayName,
            List<String> roles,
            Instant createdAt,
            Optional<Instant> disabledAt,
            Optional<List<TokenAnswer>> tokens) {
        static PersonAnswer of(Account account) {
            Person person = account.person();
            return new PersonAnswer(
                    person.name(),
                    person.displayName(),
                    words(person),
                    account.createdAt(),
                    account.disabledAt(),
                    Optional.empty());
        }

        static PersonAnswer of(People.Entry entry) {
            PersonAnswer answer = of(entry.account());
            return new PersonAnswer(
                    answer.name,
                    answer.displayName,
                    answer.roles,
                    answer.createdAt,
                    answer.disabledAt,
                    Optional.of(entry.tokens().stream().map(TokenAnswer::of).toList()));
        }
    }

    /**
     * @param token only in the answer that makes it
     */
    private record IssuedAnswer(
            String person, String id, String token, Optional<Instant> expiresAt) {
        static IssuedAnswer of(People.Issued issued) {
            return new IssuedAnswer(
                    issued.account().person().name(),
                    issued.token().id(),
                    issued.secret(),
                    issued.token().expiresAt());
        }
    }

    Accounts(People people, Acting acting) {
        this.people = people;
        this.acting = acting;
    }

    void me(Exchange exchange) throws IOException {
        Person person = acting.by(exchange);
        Parameters.of(exchange);
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        person.roles().forEach(role -> permissions.addAll(role.permissions()));
        exchange.with("Cache-Control", "no-store")
                .json(
                        200,
                        new MeAnswer(
                                person.name(),
                                person.displayName(),
                                words(person),
                                permissions.stream().map(Parameters::word).toList()));
    }

    void list(Exchange exchange) throws IOException {
        acting.may(exchange, Permission.ADMINISTER);
        Parameters parameters = Parameters.of(exchange, "limit", "offset");
        exchange.json(200, parameters.page(people.list()).map(PersonAnswer::of));
    }

    void add(Exchange exchange) throws IOException {
        Person by = acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        Members members = Members.of(exchange, "name", "displayName", "roles", "ttl");
        Person person = person(members);
        Optional<Duration> ttl = ttl(members);
        issued(exchange, refusing(() -> people.add(person, ttl, by)));
    }

    private static Person person(Members members) {
        String name = members.text("name", 64, "the person's name");
        String displayName =
                members.has("displayName")
                        ? members.text("displayName", 200, "how the person is called")
                        : name;
        Set<Role> roles = roles(members);
        try {
            return new Person(name, displayName, roles);
        } catch (IllegalArgumentException e) {
            throw Refusal.badMember("name", e.getMessage() + ".");
        }
    }

    void issue(Exchange exchange) throws IOException {
        Person by = acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        Optional<Duration> ttl =
                exchange.bodyBytes().length == 0
                        ? Optional.empty()
                        : ttl(Members.of(exchange, "ttl"));
        issued(exchange, refusing(() -> people.issue(exchange.path("name"), ttl, by)));
    }

    private static void issued(Exchange exchange, People.Issued issued) throws IOException {
        exchange.with("Cache-Control", "no-store").json(201, IssuedAnswer.of(issued));
    }

    void giveRoles(Exchange exchange) throws IOException {
        Person by = acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        Set<Role> roles = roles(Members.of(exchange, "roles"));
        Account account = refusing(() -> people.giveRoles(exchange.path("name"), roles, by));
        exchange.json(200, PersonAnswer.of(account));
    }

    void disable(Exchange exchange) throws IOException {
        Person by = acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        refusing(
                () -> {
                    people.disable(exchange.path("name"), by);
                    return true;
                });
        exchange.empty(204);
    }

    void revoke(Exchange exchange) throws IOException {
        Person by = acting.may(exchange, Permission.ADMINISTER);
        Parameters.of(exchange);
        refusing(() -> people.revoke(exchange.path("id"), by));
        exchange.empty(204);
    }

    private static <T> T refusing(Supplier<T> change) {
        try {
            return change.get();
        } catch (People.Refused e) {
            throw Refusal.of(e.isUnknown() ? 404 : 409, "Not changed", e.getMessage());
        }
    }

    private static Optional<Duration> ttl(Members members) {
        return members.has("ttl")
                ? Optional.of(members.duration("ttl", TTL_MIN, TTL_MAX))
                : Optional.empty();
    }

    private static Set<Role> roles(Members members) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : members.texts("roles", Role.values().length, "roles")) {
            roles.add(
                    Role.parse(word)
                            .orElseThrow(
                                    () ->
                                            Refusal.badMember(
                                                    "roles",
                                                    "'%s' is no role; there are: %s."
                                                            .formatted(word, Role.words()))));
        }
        return roles;
    }

    private static List<String> words(Person person) {
        return person.roles().stream().map(Role::word).toList();
    }
}
