package millwright.collector.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.stream.Collectors;
import millwright.collector.http.Exchange;
import millwright.collector.http.PresentedToken;
import millwright.collector.http.SameOrigin;
import millwright.collector.people.People;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.collector.people.Session;

/**
 * Who acts by a request: by the token in its header {@code Authorization}, or else by the console's
 * session. Every handler that changes something asks here first.
 */
public final class Acting {
    private final People people;

    public Acting(People people) {
        this.people = requireNonNull(people, "people");
    }

    /**
     * @throws RuntimeException answered with 401 where nobody good is named, with what to do
     */
    public Person by(Exchange exchange) {
        Optional<String> token = PresentedToken.of(exchange);
        if (token.isPresent()) {
            return people.identify(token.get())
                    .orElseThrow(
                            () ->
                                    Refusal.unauthorized(
                                            "This token is nobody's: it is unknown, expired or"
                                                    + " revoked. Ask an administrator for a new"
                                                    + " one: millwright-collector user token"
                                                    + " NAME."));
        }
        Session session =
                people.sessions()
                        .of(exchange)
                        .orElseThrow(
                                () ->
                                        Refusal.unauthorized(
                                                "This needs to know who you are. Send the header"
                                                        + " Authorization: Token … with your"
                                                        + " token, which millwright-collector"
                                                        + " user add prints, or sign in to the"
                                                        + " console at /sign-in."));
        if (changes(exchange) && !SameOrigin.is(exchange)) {
            throw Refusal.forbidden(
                    "A session changes something only from the console's own pages. Send the"
                            + " header Authorization: Token … instead.");
        }
        return session.person();
    }

    private static boolean changes(Exchange exchange) {
        return !exchange.method().equals("GET") && !exchange.method().equals("HEAD");
    }

    /**
     * @throws RuntimeException answered with 401 as {@link #by}, and with 403 where that person may
     *     not, with the roles that may
     */
    public Person may(Exchange exchange, Permission permission) {
        Person person = by(exchange);
        if (!person.may(permission)) {
            throw Refusal.forbidden(refusal(person, permission));
        }
        return person;
    }

    /** In words that a page can show, too. */
    public static String refusal(Person person, Permission permission) {
        return "%s may not do this: it takes the role %s, and %s is %s. An administrator gives roles: millwright-collector user roles %s …"
                .formatted(
                        person.displayName(),
                        permission.roles().stream()
                                .map(Role::title)
                                .collect(Collectors.joining(" or ")),
                        person.name(),
                        person.roles().stream().map(Role::title).collect(Collectors.joining(", ")),
                        person.name());
    }
}
