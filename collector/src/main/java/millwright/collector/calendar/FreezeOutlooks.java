package millwright.collector.calendar;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.DraftedWork.Draft;
import millwright.collector.calendar.FreezeOutlook.Displaced;
import millwright.collector.calendar.FreezeOutlook.Risk;
import millwright.collector.calendar.FreezeOutlook.Threat;
import millwright.collector.forecast.Outlook;
import millwright.collector.forecast.Outlooks;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.CalendarRules;
import millwright.rules.calendar.ChangeFreeze;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Obstacle;
import millwright.rules.calendar.Span;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;

/** Looks ahead at the freezes that come. */
public final class FreezeOutlooks {
    /** A crossing that is less likely within the freeze threatens nothing. */
    private static final double CHANCE_LEAST = 0.05;

    /** The farthest that the next freeze is looked for. */
    private static final Duration FARTHEST = Duration.ofDays(100);

    private final LiveCalendar live;
    private final StandingWork standing;
    private final Outlooks outlooks;
    private final DraftedWork drafted;

    public FreezeOutlooks(
            LiveCalendar live, StandingWork standing, Outlooks outlooks, DraftedWork drafted) {
        this.live = requireNonNull(live, "live");
        this.standing = requireNonNull(standing, "standing");
        this.outlooks = requireNonNull(outlooks, "outlooks");
        this.drafted = requireNonNull(drafted, "drafted");
    }

    /**
     * Every freeze that runs or begins within the policy's days ahead, in order; the next one where
     * there is none so near.
     */
    public List<FreezeOutlook> ahead(Instant now) {
        MaintenanceCalendar calendar = live.current();
        Instant near = now.plus(calendar.rules().freezeOutlook());
        Instant end = now.plus(FARTHEST).isAfter(near) ? now.plus(FARTHEST) : near;
        List<List<CalendarEntry>> blocks = blocks(calendar.entries(new Span(now, end)));
        List<FreezeOutlook> ahead = new ArrayList<>();
        for (List<CalendarEntry> block : blocks) {
            boolean isNear = !span(block).start().isAfter(near);
            if (isNear || ahead.isEmpty()) {
                ahead.add(of(block, isNear, now, calendar.rules()));
            }
        }
        return ahead;
    }

    /** Freezes that touch are one: nothing changes between them. */
    private static List<List<CalendarEntry>> blocks(List<CalendarEntry> entries) {
        List<List<CalendarEntry>> blocks = new ArrayList<>();
        List<CalendarEntry> freezes =
                entries.stream()
                        .filter(each -> each.kind() == CalendarEntry.Kind.FREEZE)
                        .sorted(comparing(CalendarEntry::span))
                        .toList();
        for (CalendarEntry freeze : freezes) {
            int last = blocks.size() - 1;
            if (last >= 0 && !freeze.span().start().isAfter(span(blocks.get(last)).end())) {
                blocks.get(last).add(freeze);
            } else {
                blocks.add(new ArrayList<>(List.of(freeze)));
            }
        }
        return blocks;
    }

    private static Span span(List<CalendarEntry> block) {
        Instant end =
                block.stream().map(each -> each.span().end()).max(Instant::compareTo).orElseThrow();
        return new Span(block.get(0).span().start(), end);
    }

    private FreezeOutlook of(
            List<CalendarEntry> block, boolean near, Instant now, CalendarRules rules) {
        Span span = span(block);
        Instant finishBy = finishBy(block, rules);
        List<Threat> threats = threats(span, finishBy, now);
        List<Double> chances = threats.stream().map(Threat::chance).toList();
        List<Double> left =
                threats.stream()
                        .filter(each -> !isPrevented(each, finishBy))
                        .map(Threat::chance)
                        .toList();
        int unknown =
                (int)
                        outlooks.all().stream()
                                .filter(o -> o.forecast() instanceof Forecast.Unforecastable)
                                .count();
        return new FreezeOutlook(
                block,
                span,
                finishBy,
                near,
                threats,
                unknown,
                Risk.of(chances),
                Risk.of(left),
                displaced(block, span, now));
    }

    private static boolean isPrevented(Threat threat, Instant finishBy) {
        return threat.draft().filter(each -> !each.slot().end().isAfter(finishBy)).isPresent();
    }

    /** L-013 §5.1: before Eid all changes are done 48 hours before. */
    private static Instant finishBy(List<CalendarEntry> block, CalendarRules rules) {
        return block.stream()
                .map(
                        each ->
                                each.span()
                                        .start()
                                        .minus(
                                                rules.freezes().stream()
                                                        .filter(f -> f.name().equals(each.name()))
                                                        .map(ChangeFreeze::finishBefore)
                                                        .findFirst()
                                                        .orElse(Duration.ZERO)))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private List<Threat> threats(Span span, Instant finishBy, Instant now) {
        List<Threat> threats = new ArrayList<>();
        for (Outlook outlook : outlooks.all()) {
            if (outlook.forecast() instanceof Forecast.Expected said) {
                worst(said, span)
                        .ifPresent(
                                crossing ->
                                        threats.add(
                                                threat(
                                                        outlook, said, crossing, span, finishBy,
                                                        now)));
            }
        }
        threats.sort(
                comparing(Threat::chance).reversed().thenComparing(each -> each.outlook().key()));
        return threats;
    }

    /** Of a key's limits the one that is most likely reached in it. */
    private static Optional<Crossing> worst(Forecast.Expected said, Span span) {
        return said.crossings().stream()
                .filter(each -> each.limit().isTicketed() || each.expected())
                .filter(each -> chance(said, each, span) >= CHANCE_LEAST)
                .max(
                        comparing((Crossing each) -> chance(said, each, span))
                                .thenComparing(each -> each.limit().hard()));
    }

    private static double chance(Forecast.Expected said, Crossing crossing, Span span) {
        return new CrossingOdds(crossing, said.at(), said.at().plus(said.horizon())).within(span);
    }

    private Threat threat(
            Outlook outlook,
            Forecast.Expected said,
            Crossing crossing,
            Span span,
            Instant finishBy,
            Instant now) {
        Optional<Draft> draft =
                finishBy.isAfter(now) ? drafted.before(outlook, finishBy) : Optional.empty();
        return new Threat(outlook, crossing, chance(said, crossing, span), draft);
    }

    private List<Displaced> displaced(List<CalendarEntry> block, Span span, Instant now) {
        List<String> names = block.stream().map(CalendarEntry::name).toList();
        return standing.over(span, now, task -> true).stream()
                .filter(each -> each.occurrence().fixed())
                .filter(each -> each.occurrence().span().overlaps(span))
                .filter(
                        each ->
                                each.occurrence().conflicts().stream()
                                        .map(Obstacle::name)
                                        .anyMatch(names::contains))
                .map(each -> new Displaced(each, standing.proposal(each, now)))
                .toList();
    }
}
