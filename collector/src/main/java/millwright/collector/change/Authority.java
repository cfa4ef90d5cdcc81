package millwright.collector.change;

import static millwright.collector.change.ChangeRefusedException.Why.NOT_ALLOWED;
import static millwright.collector.change.ChangeRefusedException.Why.NOT_NOW;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import millwright.collector.people.Person;
import millwright.rules.change.Approval;
import millwright.rules.change.Criteria;
import millwright.rules.change.Rfc;

/** In whose name somebody may decide on a request: their own role's, or that of a person away. */
final class Authority {
    private final Function<String, Optional<Person>> people;
    private final List<Delegation> delegations;
    private final Instant at;
    private final ZoneId zone;

    /**
     * @param people those who are there now, by name
     * @param delegations those that may be good now
     * @param zone the site's, for the times that people are told
     */
    Authority(
            Function<String, Optional<Person>> people,
            List<Delegation> delegations,
            Instant at,
            ZoneId zone) {
        this.people = people;
        this.delegations = delegations.stream().filter(each -> each.isGood(at)).toList();
        this.at = at;
        this.zone = zone;
    }

    /**
     * A seat on the route that somebody can take.
     *
     * @param inPlaceOf whose deputy they are in it
     */
    record Seat(String role, Optional<String> inPlaceOf) {}

    /**
     * The seat that a person's approval would count for.
     *
     * @throws ChangeRefusedException if there is none, with the reason
     */
    Seat toApprove(Rfc rfc, Person person) {
        refuseOwn(rfc, person);
        for (Approval given : rfc.approvals()) {
            if (given.person().equals(person.name())) {
                throw refused(
                        "%s has approved %s already, as %s, on %s. %s must be somebody else's yes."
                                .formatted(
                                        person.name(),
                                        rfc.id(),
                                        given.role(),
                                        words(given.at()),
                                        String.join(" and ", outstanding(rfc))));
            }
        }
        List<String> open = outstanding(rfc);
        return open.stream()
                .flatMap(role -> seat(rfc, person, role).stream())
                .findFirst()
                .orElseThrow(() -> taken(rfc, person).orElseGet(() -> none(rfc, person, open)));
    }

    /** Where somebody else was faster in the only seat that the person could take. */
    private Optional<ChangeRefusedException> taken(Rfc rfc, Person person) {
        return rfc.approvals().stream()
                .filter(given -> seat(rfc, person, given.role()).isPresent())
                .findFirst()
                .map(
                        given ->
                                new ChangeRefusedException(
                                        NOT_NOW,
                                        "%s has approved %s as %s on %s. What it still needs is the yes of %s."
                                                .formatted(
                                                        given.person(),
                                                        rfc.id(),
                                                        given.role(),
                                                        words(given.at()),
                                                        String.join(" and ", outstanding(rfc)))));
    }

    private String words(Instant when) {
        return Criteria.words(when, zone);
    }

    /** The seat in which somebody says no; one that has been taken counts, too. */
    Seat toReject(Rfc rfc, Person person) {
        refuseOwn(rfc, person);
        List<String> all = rfc.route().authorities();
        return all.stream()
                .flatMap(role -> seat(rfc, person, role).stream())
                .findFirst()
                .orElseThrow(() -> none(rfc, person, all));
    }

    /** The authorities that have not approved yet. */
    static List<String> outstanding(Rfc rfc) {
        Set<String> given =
                rfc.approvals().stream().map(Approval::role).collect(Collectors.toSet());
        return rfc.route().authorities().stream().filter(role -> !given.contains(role)).toList();
    }

    private static void refuseOwn(Rfc rfc, Person person) {
        if (isOwn(rfc, person.name())) {
            throw refused(
                    "%s asked for %s, and nobody decides on their own request. It takes %s, or a deputy whom somebody else has named."
                            .formatted(
                                    person.name(),
                                    rfc.id(),
                                    String.join(" and ", rfc.route().authorities())));
        }
    }

    private static boolean isOwn(Rfc rfc, String name) {
        return rfc.requester().equals(name) || rfc.submitter().equals(Optional.of(name));
    }

    private Optional<Seat> seat(Rfc rfc, Person person, String role) {
        if (has(person, role)) {
            return Optional.of(new Seat(role, Optional.empty()));
        }
        return deputies(person.name(), role)
                .filter(from -> !isOwn(rfc, from))
                .findFirst()
                .map(from -> new Seat(role, Optional.of(from)));
    }

    /** Those who have named the person for that role, and who still have it. */
    private Stream<String> deputies(String deputy, String role) {
        return delegations.stream()
                .filter(each -> each.to().equals(deputy) && each.role().equalsIgnoreCase(role))
                .map(Delegation::from)
                .filter(from -> people.apply(from).filter(one -> has(one, role)).isPresent());
    }

    static boolean has(Person person, String role) {
        return person.roles().stream().anyMatch(each -> each.title().equalsIgnoreCase(role));
    }

    private ChangeRefusedException none(Rfc rfc, Person person, List<String> roles) {
        Optional<String> ofRequester =
                roles.stream()
                        .flatMap(role -> deputies(person.name(), role))
                        .filter(from -> isOwn(rfc, from))
                        .findFirst();
        return refused(
                "%s may not decide on %s: it takes %s (%s).%s"
                        .formatted(
                                person.name(),
                                rfc.id(),
                                String.join(" and ", roles),
                                rfc.route().words(),
                                ofRequester
                                        .map(
                                                from ->
                                                        " As deputy of %s it would be %s's own request."
                                                                .formatted(from, from))
                                        .orElse(
                                                " Whoever has that role can name a deputy for a"
                                                        + " time.")));
    }

    Instant at() {
        return at;
    }

    private static ChangeRefusedException refused(String message) {
        return new ChangeRefusedException(NOT_ALLOWED, message);
    }
}
