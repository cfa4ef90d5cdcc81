package millwright.rules.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import millwright.rules.calendar.CalendarEntry.Kind;
import millwright.rules.calendar.DateRule.HijriFeast;
import millwright.rules.calendar.DateRule.Occasion;

/** Works out the single times of everything in a calendar. */
record Occurrences(CalendarRules rules, List<OneOff> oneOffs, Feasts feasts) {
    /** A freeze's own days, its days beside them, and what the moon may move it by. */
    private static final int FREEZE_DAYS_MAX = 400;

    private static final DateTimeFormatter KEY =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm", Locale.ROOT);

    Timeline over(Span asked) {
        return new Timeline(permits(asked), restrictions(asked));
    }

    private List<Permit> permits(Span asked) {
        List<Permit> permits = new ArrayList<>();
        for (MaintenanceWindow window : rules.windows()) {
            for (Span span : window.times().spans(asked, zone())) {
                permits.add(Permit.of(window, span, key(window.name(), span)));
            }
        }
        for (OneOff entry : oneOffs) {
            if (permits(entry) && entry.span().overlaps(asked)) {
                permits.add(Permit.of(entry));
            }
        }
        permits.sort(Comparator.comparing(Permit::span));
        return permits;
    }

    private List<Restriction> restrictions(Span asked) {
        List<Restriction> restrictions = new ArrayList<>();
        for (Blackout blackout : rules.blackouts()) {
            for (Span span : blackout.times().spans(asked, zone())) {
                restrictions.add(of(blackout, span));
            }
        }
        rules.freezes().forEach(freeze -> restrictions.addAll(of(freeze, asked)));
        for (OneOff entry : oneOffs) {
            if (!permits(entry) && entry.span().overlaps(asked)) {
                restrictions.add(of(entry));
            }
        }
        restrictions.sort(Comparator.comparing(Restriction::span));
        return restrictions;
    }

    private static boolean permits(OneOff entry) {
        return entry.kind() == OneOff.Kind.WINDOW || entry.kind() == OneOff.Kind.EXEMPTION;
    }

    private Restriction of(Blackout blackout, Span span) {
        return new Restriction(
                key(blackout.name(), span),
                Kind.BLACKOUT,
                blackout.name(),
                span,
                blackout.scope(),
                blackout.reason(),
                blackout.grounds(),
                false,
                Duration.ZERO,
                false,
                false,
                0);
    }

    private List<Restriction> of(ChangeFreeze freeze, Span asked) {
        LocalDate first = WallClock.dayOf(asked.start(), zone()).minusDays(FREEZE_DAYS_MAX);
        LocalDate last = WallClock.dayOf(asked.end(), zone()).plusDays(FREEZE_DAYS_MAX);
        List<Restriction> restrictions = new ArrayList<>();
        for (Occasion occasion : freeze.dates().occasions(new DateRange(first, last))) {
            of(freeze, occasion)
                    .filter(each -> each.span().overlaps(asked))
                    .ifPresent(restrictions::add);
        }
        return restrictions;
    }

    private Optional<Restriction> of(ChangeFreeze freeze, Occasion occasion) {
        Optional<HolidayConfirmation> confirmed =
                freeze.dates().isPredicted()
                        ? feasts.confirmed(freeze, occasion)
                        : Optional.empty();
        DateRange days =
                confirmed.isPresent() && freeze.dates() instanceof HijriFeast feast
                        ? feast.days(confirmed.get().firstDay())
                        : occasion.days();
        DateRange frozen = days.widened(freeze.daysBefore(), freeze.daysAfter());
        return WallClock.span(frozen, zone())
                .map(
                        span ->
                                new Restriction(
                                        freeze.name() + "-" + occasion.key(),
                                        Kind.FREEZE,
                                        freeze.name(),
                                        span,
                                        freeze.scope(),
                                        freeze.reason(),
                                        freeze.grounds(),
                                        freeze.byEmergencyCab(),
                                        freeze.finishBefore(),
                                        rules.routineInFreeze(),
                                        freeze.dates().isPredicted() && confirmed.isEmpty(),
                                        confirmed.map(HolidayConfirmation::revision).orElse(0)));
    }

    private static Restriction of(OneOff entry) {
        boolean freeze = entry.kind() == OneOff.Kind.FREEZE;
        return new Restriction(
                entry.id(),
                freeze ? Kind.FREEZE : Kind.BLACKOUT,
                entry.name(),
                entry.span(),
                entry.scope(),
                entry.reason(),
                Set.of(),
                false,
                Duration.ZERO,
                freeze,
                false,
                entry.revision());
    }

    private String key(String name, Span span) {
        return name + "-" + KEY.format(LocalDateTime.ofInstant(span.start(), zone()));
    }

    private ZoneId zone() {
        return rules.zone();
    }
}
