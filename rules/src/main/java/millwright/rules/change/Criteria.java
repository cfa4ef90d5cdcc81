package millwright.rules.change;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.change.Criterion.Checked;
import millwright.rules.change.Criterion.Result;

/** Looks at a request by the criteria of L-013 §6.2, as far as a machine can. */
public final class Criteria {
    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm xxx", Locale.ENGLISH);

    private static final Pattern RATED =
            Pattern.compile("\\b(low|medium|high|critical)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern TESTED =
            Pattern.compile(
                    "\\btested:?\\s+(?:on\\s+)?(\\d{4}-\\d{2}-\\d{2})", Pattern.CASE_INSENSITIVE);

    private static final Set<RfcState> PLACED =
            Collections.unmodifiableSet(
                    EnumSet.of(RfcState.APPROVED, RfcState.SCHEDULED, RfcState.IN_PROGRESS));

    /** Whoever hands it in gives them by that. */
    private static final Set<RfcField> COME_BY_THEMSELVES =
            Collections.unmodifiableSet(EnumSet.of(RfcField.REQUESTER, RfcField.SUBMITTED));

    private final MaintenanceCalendar calendar;
    private final Rfc rfc;
    private final List<Rfc> others;
    private final Instant now;

    private Criteria(MaintenanceCalendar calendar, Rfc rfc, List<Rfc> others, Instant now) {
        this.calendar = requireNonNull(calendar, "calendar");
        this.rfc = requireNonNull(rfc, "rfc");
        this.others = List.copyOf(others);
        this.now = requireNonNull(now, "now");
    }

    /**
     * All of them, in their order.
     *
     * @param others requests that may be in its way; itself among them does not count
     */
    public static List<Checked> check(
            MaintenanceCalendar calendar, Rfc rfc, List<Rfc> others, Instant now) {
        Criteria criteria = new Criteria(calendar, rfc, others, now);
        return List.of(
                criteria.fields(),
                criteria.inTime(),
                criteria.justification(),
                criteria.risk(),
                criteria.backout(),
                criteria.text(Criterion.TESTING, RfcField.TESTING, "how well it proves the work"),
                criteria.window(),
                criteria.blackout(),
                criteria.text(Criterion.RESOURCES, RfcField.RESOURCES, "whether they are free"),
                criteria.communication());
    }

    /** The mandatory fields that are not given. */
    public static List<RfcField> missing(Rfc rfc) {
        List<RfcField> missing = new ArrayList<>();
        for (RfcField field : RfcField.values()) {
            boolean given =
                    switch (field) {
                        case REQUESTER -> !rfc.requester().equals(Rfc.MACHINE);
                        case SUBMITTED -> rfc.submittedAt().isPresent();
                        case PROPOSED -> rfc.slot().isPresent();
                        case CATEGORY ->
                                ChangeCategory.parse(rfc.texts().get(RfcField.CATEGORY))
                                        .isPresent();
                        default -> !field.isText() || !rfc.texts().get(field).isBlank();
                    };
            if (!given) {
                missing.add(field);
            }
        }
        return missing;
    }

    /** An instant as messages about changes have it: {@code Tue 3 Mar 2026 10:00 +03:00}. */
    public static String words(Instant at, ZoneId zone) {
        return WORDS.format(at.atZone(zone));
    }

    private String words(Instant at) {
        return words(at, calendar.zone());
    }

    private Checked fields() {
        boolean draft = rfc.state() == RfcState.DRAFT;
        List<RfcField> missing =
                missing(rfc).stream()
                        .filter(field -> !draft || !COME_BY_THEMSELVES.contains(field))
                        .toList();
        return missing.isEmpty()
                ? met(
                        Criterion.FIELDS,
                        draft
                                ? "all of them, the requester and the date once it is handed in"
                                : "sixteen of sixteen")
                : notMet(
                        Criterion.FIELDS,
                        "missing: "
                                + missing.stream()
                                        .map(RfcField::title)
                                        .collect(Collectors.joining(", ")));
    }

    private Checked inTime() {
        Optional<Slot> slot = rfc.slot();
        if (slot.isEmpty()) {
            return notMet(Criterion.IN_TIME, "no date is proposed");
        }
        Instant at = rfc.submittedAt().orElse(now);
        List<Submission.Late> late =
                new Submission(calendar.rules(), rfc.type(), slot.get(), at).late();
        String when =
                rfc.submittedAt()
                        .map(given -> "handed in " + words(given))
                        .orElse("if handed in now");
        return late.isEmpty()
                ? met(Criterion.IN_TIME, when)
                : notMet(
                        Criterion.IN_TIME,
                        when
                                + ": "
                                + late.stream()
                                        .map(Submission.Late::reason)
                                        .collect(Collectors.joining("; ")));
    }

    private Checked justification() {
        int lines = rfc.work().evidence().size();
        String grounds =
                rfc.work().ticket().map(id -> "ticket " + id + ", ").orElse("")
                        + (lines == 1 ? "1 line" : lines + " lines")
                        + " of evidence";
        return rfc.texts().get(RfcField.JUSTIFICATION).isBlank()
                ? notMet(Criterion.JUSTIFICATION, "none is given; " + grounds)
                : toJudge(Criterion.JUSTIFICATION, grounds);
    }

    private Checked risk() {
        String text = rfc.texts().get(RfcField.RISK);
        Matcher rated = RATED.matcher(text);
        return rated.find()
                ? met(
                        Criterion.RISK,
                        "rated " + rated.group(1).toLowerCase(Locale.ROOT) + "; read it")
                : notMet(
                        Criterion.RISK,
                        text.isBlank()
                                ? "none is given"
                                : "no rating: write low, medium, high or critical");
    }

    private Checked backout() {
        String text = rfc.texts().get(RfcField.BACKOUT);
        if (text.isBlank()) {
            return notMet(Criterion.BACKOUT, "none is given");
        }
        Matcher tested = TESTED.matcher(text);
        return tested.find()
                ? met(Criterion.BACKOUT, "documented, tested " + tested.group(1))
                : toJudge(
                        Criterion.BACKOUT,
                        "documented; it does not say when it was tested, such as: Tested"
                                + " 2026-02-01");
    }

    private Checked text(Criterion criterion, RfcField field, String left) {
        return rfc.texts().get(field).isBlank()
                ? notMet(criterion, "none is given")
                : toJudge(criterion, "given; for you: " + left);
    }

    private Checked window() {
        if (rfc.slot().isEmpty()) {
            return notMet(Criterion.WINDOW, "no date is proposed");
        }
        Span span = rfc.slot().get().span();
        List<String> against =
                obstacles(span).stream()
                        .filter(each -> !isForbidden(each))
                        .map(Obstacle::reason)
                        .collect(Collectors.toCollection(ArrayList::new));
        if (span.length().compareTo(rfc.work().duration()) < 0) {
            against.add(
                    "%d min are too short for work of %d min"
                            .formatted(
                                    span.length().toMinutes(), rfc.work().duration().toMinutes()));
        }
        against.addAll(collisions(span));
        String when =
                "%s, from %s to %s"
                        .formatted(
                                rfc.slot().get().window(), words(span.start()), words(span.end()));
        return against.isEmpty()
                ? met(Criterion.WINDOW, when)
                : notMet(Criterion.WINDOW, when + ": " + String.join("; ", against));
    }

    private List<String> collisions(Span span) {
        return others.stream()
                .filter(other -> !other.id().equals(rfc.id()) && PLACED.contains(other.state()))
                .filter(other -> other.slot().filter(it -> it.span().overlaps(span)).isPresent())
                .filter(
                        other ->
                                !Collections.disjoint(other.work().systems(), rfc.work().systems()))
                .map(
                        other ->
                                "%s is %s on %s at the same time%s"
                                        .formatted(
                                                other.id(),
                                                other.state().word(),
                                                String.join(", ", other.work().systems()),
                                                approved(other)))
                .toList();
    }

    /** Who was faster, and when. */
    private String approved(Rfc other) {
        return other.approvals().stream()
                .max(Comparator.comparing(Approval::at))
                .map(last -> ", by %s on %s".formatted(last.person(), words(last.at())))
                .orElse("");
    }

    private Checked blackout() {
        if (rfc.slot().isEmpty()) {
            return notMet(Criterion.BLACKOUT, "no date is proposed");
        }
        List<String> against = forbidden(calendar, rfc);
        return against.isEmpty()
                ? met(Criterion.BLACKOUT, "none in that time")
                : notMet(Criterion.BLACKOUT, String.join("; ", against));
    }

    /** The blackouts and freezes in its time, in words; nothing where it may be, or has no time. */
    public static List<String> forbidden(MaintenanceCalendar calendar, Rfc rfc) {
        return rfc.slot().stream()
                .flatMap(
                        slot ->
                                calendar
                                        .against(slot.span(), rfc.type(), rfc.work().systems())
                                        .stream())
                .filter(Criteria::isForbidden)
                .map(Obstacle::reason)
                .toList();
    }

    private List<Obstacle> obstacles(Span span) {
        // An emergency change needs no window (L-013 §4.2).
        return calendar.against(span, rfc.type(), rfc.work().systems()).stream()
                .filter(each -> rfc.type() != ChangeType.EMERGENCY || isForbidden(each))
                .toList();
    }

    private static boolean isForbidden(Obstacle obstacle) {
        return obstacle.kind() == Obstacle.Kind.BLACKOUT || obstacle.kind() == Obstacle.Kind.FREEZE;
    }

    private Checked communication() {
        if (rfc.texts().get(RfcField.COMMUNICATION).isBlank()) {
            return notMet(Criterion.COMMUNICATION, "none is given");
        }
        Duration notice = calendar.rules().planning().types().get(rfc.type()).notice();
        Optional<Instant> start = rfc.slot().map(slot -> slot.span().start());
        boolean decided = PLACED.contains(rfc.state()) || rfc.state().isOver();
        if (start.isEmpty() || decided || notice.isZero()) {
            return toJudge(Criterion.COMMUNICATION, "given; for you: whether it names everybody");
        }
        Instant latest = start.get().minus(notice);
        return now.isAfter(latest)
                ? notMet(
                        Criterion.COMMUNICATION,
                        "those concerned must know %d h before, by %s, which has passed"
                                .formatted(notice.toHours(), words(latest)))
                : met(
                        Criterion.COMMUNICATION,
                        "given; those concerned can still be told %d h before, by %s"
                                .formatted(notice.toHours(), words(latest)));
    }

    private static Checked met(Criterion criterion, String evidence) {
        return new Checked(criterion, Result.MET, evidence);
    }

    private static Checked notMet(Criterion criterion, String evidence) {
        return new Checked(criterion, Result.NOT_MET, evidence);
    }

    private static Checked toJudge(Criterion criterion, String evidence) {
        return new Checked(criterion, Result.TO_JUDGE, evidence);
    }
}
