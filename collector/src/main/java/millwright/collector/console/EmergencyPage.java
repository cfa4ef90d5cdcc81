package millwright.collector.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import millwright.collector.api.EmergencyDesk;
import millwright.collector.cases.EmergencyCourse;
import millwright.collector.cases.EmergencyCourse.Grant;
import millwright.collector.cases.EmergencyCourse.Work;
import millwright.collector.cases.EmergencyRequest;
import millwright.collector.cases.EmergencyRequest.Status;
import millwright.collector.cases.EmergencyWindow;
import millwright.collector.http.Exchange;
import millwright.collector.people.Permission;
import millwright.collector.people.Person;

/** One emergency window: where it stands, its timers, what people may do, its history. */
final class EmergencyPage {
    private final EmergencyDesk desk;
    private final Forms forms;

    EmergencyPage(EmergencyDesk desk, Forms forms) {
        this.desk = desk;
        this.forms = forms;
    }

    record Model(
            String id,
            String link,
            String ticket,
            String ticketLink,
            String rfc,
            String rfcLink,
            String priority,
            String style,
            String status,
            String reason,
            List<EmergencyTimerRow> timers,
            List<Fact> facts,
            List<Measured> figures,
            Acts acts,
            List<Step> steps) {}

    /** One thing that is known of it; the moment is empty where it has none. */
    record Fact(String name, String value, Optional<SiteTime.Moment> at) {}

    record Measured(String what, String link, String worst, String below, boolean passes) {}

    record Step(SiteTime.Moment at, String type, String text, String actor) {}

    /**
     * What whoever looks may do.
     *
     * @param may such as {@code approve}; see the template
     * @param note why the authority's acts are not among them; empty where they are
     * @param longest minutes
     * @param grounds of an exemption, by name
     */
    record Acts(
            List<String> may,
            String note,
            int version,
            long longest,
            Map<String, String> grounds,
            boolean proven) {
        /** For the template. */
        public boolean has(String act) {
            return may.contains(act);
        }
    }

    Page show(Exchange exchange, SiteTime time) {
        String id = exchange.path("id");
        EmergencyWindow window = desk.find(id).orElseThrow(() -> NoSuchPage.emergency(id));
        EmergencyRequest request = window.request();
        List<EmergencyCourse.Figure> figures =
                request.status() == Status.ENDED
                        ? desk.figures(request)
                        : request.course()
                                .proof()
                                .map(EmergencyCourse.Proof::figures)
                                .orElse(List.of());
        Model model =
                new Model(
                        id,
                        Links.emergency(id),
                        request.ticket(),
                        Links.ticket(request.ticket()),
                        request.course().rfc().orElse(""),
                        request.course().rfc().map(Links::rfc).orElse(""),
                        request.priority().name(),
                        Standing.style(request.priority()),
                        EmergenciesPage.word(request.status()),
                        request.reason(),
                        desk.timers(request).stream()
                                .map(timer -> EmergencyTimerRow.of(timer, time))
                                .toList(),
                        facts(request, time),
                        figures.stream().map(EmergencyPage::measured).toList(),
                        acts(forms.person(exchange), window, figures),
                        window.events().stream().map(event -> step(event, time)).toList());
        return new Page("emergency-window", id, "emergencies", model);
    }

    private static List<Fact> facts(EmergencyRequest window, SiteTime time) {
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        "Terms",
                        "up to %s, %s"
                                .formatted(
                                        Spans.exact(window.longest()),
                                        window.notice().isZero()
                                                ? "at once"
                                                : Spans.exact(window.notice()) + " of notice"),
                        Optional.empty()));
        facts.add(
                new Fact(
                        "For",
                        "the %s%s to decide"
                                .formatted(
                                        window.authority(),
                                        window.deputy().map(" or the "::concat).orElse("")),
                        Optional.empty()));
        facts.add(
                new Fact(
                        "Asked for by",
                        window.requestedBy().orElse("a rule"),
                        Optional.of(time.moment(window.requestedAt()))));
        window.decidedBy()
                .ifPresent(
                        by ->
                                facts.add(
                                        new Fact(
                                                "Decided by",
                                                by,
                                                window.decidedAt().map(time::moment))));
        window.course().grant().ifPresent(grant -> granted(facts, grant));
        window.course().work().ifPresent(work -> worked(facts, work, time));
        return facts;
    }

    private static void granted(List<Fact> facts, Grant grant) {
        facts.add(new Fact("Granted", Spans.exact(grant.length()), Optional.empty()));
        facts.add(
                new Fact(
                        "Expected",
                        grant.expected().isEmpty()
                                ? "what the ticket is about, nothing else"
                                : "what the ticket is about, and "
                                        + String.join(
                                                ", ",
                                                grant.expected().stream()
                                                        .map(Object::toString)
                                                        .toList()),
                        Optional.empty()));
        if (!grant.breaks().isEmpty()) {
            facts.add(
                    new Fact(
                            "Breaks",
                            "%s, %s"
                                    .formatted(
                                            String.join(", ", grant.breaks()),
                                            grant.ground()
                                                    .map(
                                                            one ->
                                                                    "exempt for %s: %s"
                                                                            .formatted(
                                                                                    one.name(),
                                                                                    one.reason()))
                                                    .orElse("as a critical emergency may")),
                            Optional.empty()));
        }
        grant.emergencyCab()
                .ifPresent(word -> facts.add(new Fact("Emergency CAB", word, Optional.empty())));
    }

    private static void worked(List<Fact> facts, Work work, SiteTime time) {
        facts.add(
                new Fact(
                        "Started by",
                        work.startedBy(),
                        Optional.of(time.moment(work.startedAt()))));
        facts.add(new Fact("Status updates", Integer.toString(work.updates()), Optional.empty()));
        work.endedBy()
                .ifPresent(
                        by ->
                                facts.add(
                                        new Fact(
                                                "Ended by", by, work.endedAt().map(time::moment))));
    }

    private static Measured measured(EmergencyCourse.Figure figure) {
        String unit = Names.unit(figure.key().indicator());
        return new Measured(
                "%s of %s %s"
                        .formatted(
                                Names.title(figure.key().indicator()),
                                figure.key().host(),
                                figure.key().resource())
                        .strip(),
                Links.indicator(figure.key()),
                Units.value(figure.worst(), unit),
                Units.limit(figure.below(), unit),
                figure.passes());
    }

    private Acts acts(
            Optional<Person> person, EmergencyWindow window, List<EmergencyCourse.Figure> figures) {
        EmergencyRequest request = window.request();
        boolean works = person.filter(one -> one.may(Permission.WORK_ON_TICKETS)).isPresent();
        boolean holds =
                person.filter(one -> EmergencyDesk.holdsAuthority(one, request)).isPresent();
        boolean isOwn = request.requestedBy().equals(person.map(Person::name));
        List<String> may = new ArrayList<>();
        Status status = request.status();
        if (holds && !isOwn && status == Status.REQUESTED) {
            may.add("approve");
        }
        if (holds && status.isBeforeWork()) {
            may.add("reject");
        }
        if (holds && !isOwn && status == Status.ACTIVE) {
            may.add("extend");
        }
        if (works) {
            switch (status) {
                case APPROVED, NOTIFIED -> may.add("start");
                case ACTIVE -> may.addAll(List.of("update", "end"));
                case ENDED -> may.add("verify");
                case VERIFIED -> may.add("report");
                default -> {
                    // nothing is left to do
                }
            }
        }
        return new Acts(
                may,
                note(person, request, holds, isOwn),
                window.version(),
                request.longest().toMinutes(),
                desk.policy().calendar().exemptions(),
                !figures.isEmpty() && figures.stream().allMatch(EmergencyCourse.Figure::passes));
    }

    private static String note(
            Optional<Person> person, EmergencyRequest window, boolean holds, boolean isOwn) {
        if (person.isEmpty() || window.status() != Status.REQUESTED) {
            return "";
        }
        if (!holds) {
            return "It waits for the %s%s to approve."
                    .formatted(
                            window.authority(), window.deputy().map(" or the "::concat).orElse(""));
        }
        return isOwn
                ? "You have asked for it, or made its ticket so urgent: somebody else must approve."
                : "";
    }

    private static Step step(EmergencyWindow.Event event, SiteTime time) {
        String type = event.type().replaceFirst("^emergency-", "").replace('-', ' ');
        return new Step(
                time.moment(event.at()),
                type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1),
                event.text(),
                event.actor().orElse(""));
    }
}
