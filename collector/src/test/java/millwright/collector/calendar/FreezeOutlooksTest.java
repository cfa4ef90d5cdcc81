package millwright.collector.calendar;

import static millwright.collector.calendar.CalendarDeskTest.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.DraftedWork.Draft;
import millwright.collector.calendar.FreezeOutlook.Threat;
import millwright.collector.cases.CaseStores;
import millwright.collector.forecast.Outlook;
import millwright.collector.forecast.Outlooks;
import millwright.collector.forecast.TrackRecord;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.Span;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Path;
import millwright.rules.forecast.Quality;
import millwright.rules.forecast.Segment;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** What is said before a freeze. On 10 December 2026; the year's end is frozen from the 28th. */
class FreezeOutlooksTest {
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    private static final IndicatorKey POOL = new IndicatorKey("web-01", "database_connections", "");
    private static final Instant NOW = at("2026-12-10T00:00");
    private static final Duration HORIZON = Duration.ofDays(60);

    private static Outlook outlook(IndicatorKey key, String early, String median, String late) {
        Crossing crossing =
                new Crossing(
                        Limit.hard(Direction.BELOW, 0),
                        1,
                        true,
                        Optional.of(at(early)),
                        Optional.of(at(median)),
                        Optional.of(at(late)));
        Forecast forecast =
                new Forecast.Expected(
                        NOW,
                        HORIZON,
                        new Path(
                                NOW,
                                Duration.ofHours(1),
                                new double[] {5},
                                new double[] {4},
                                new double[] {6}),
                        List.of(crossing),
                        "line",
                        new Segment(NOW.minus(HORIZON), Segment.Beginning.HISTORY, 100, -1),
                        new Quality(Duration.ofDays(90), 2000, 1, 0.1, true));
        return new Outlook(key, "percent", forecast, NOW, 3, TrackRecord.none(key.indicator()));
    }

    private static Outlooks outlooks(Outlook... all) {
        return new Outlooks() {
            @Override
            public Optional<Outlook> of(IndicatorKey key) {
                return all().stream().filter(each -> each.key().equals(key)).findFirst();
            }

            @Override
            public List<Outlook> all() {
                return List.of(all);
            }
        };
    }

    private static List<FreezeOutlook> ahead(Instant now, Outlooks outlooks, DraftedWork drafted) {
        return CalendarParts.open(
                        CaseStores.calendarInMemory(now),
                        LiveCalendar.of(MaintenancePolicy.shipped().calendar()),
                        outlooks,
                        drafted,
                        () -> now)
                .outlooks()
                .ahead(now);
    }

    @Test
    void theYearsEndAndTheMonthsEndInItAreOneFreeze() {
        FreezeOutlook next = ahead(NOW, Outlooks.NONE, DraftedWork.NONE).get(0);

        assertThat(next.freezes())
                .extracting(CalendarEntry::name)
                .containsExactly("year-end", "month-end");
        assertThat(next.span()).isEqualTo(new Span(at("2026-12-28T00:00"), at("2027-01-06T00:00")));
        assertThat(next.finishBy()).isEqualTo(at("2026-12-28T00:00"));
        assertThat(next.near()).isTrue();
    }

    @Test
    void thirtyDaysAheadAFreezeIsNearAndBeforeOnlyTheNextOne() {
        // month-end of June begins on the 28th.
        assertThat(ahead(at("2026-05-29T00:00"), Outlooks.NONE, DraftedWork.NONE))
                .extracting(FreezeOutlook::near)
                .containsExactly(true, true);
        assertThat(ahead(at("2026-07-01T00:00"), Outlooks.NONE, DraftedWork.NONE))
                .extracting(FreezeOutlook::near)
                .containsExactly(true);
    }

    @Test
    void beforeEidChangesAreDoneTwoDaysEarlier() {
        FreezeOutlook eid = ahead(at("2026-03-05T00:00"), Outlooks.NONE, DraftedWork.NONE).get(0);

        assertThat(eid.provisional()).isTrue();
        assertThat(eid.span().start()).isEqualTo(at("2026-03-19T00:00"));
        assertThat(eid.finishBy()).isEqualTo(at("2026-03-17T00:00"));
    }

    /** F(28 Dec 00:00) = 0.5, the median; F(6 Jan) = 0.95, the late bound. */
    @Test
    void theChanceIsWhatLiesBetweenTheBoundsWithinTheFreeze() {
        Outlook disk = outlook(DISK, "2026-12-20T00:00", "2026-12-28T00:00", "2027-01-06T00:00");
        FreezeOutlook next = ahead(NOW, outlooks(disk), DraftedWork.NONE).get(0);

        Threat threat = next.threats().get(0);
        assertThat(threat.outlook().key()).isEqualTo(DISK);
        assertThat(threat.chance()).isCloseTo(0.45, within(1e-9));
        assertThat(next.all().chance()).isCloseTo(0.45, within(1e-9));
    }

    @Test
    void whatIsOverBeforeOrComesLongAfterThreatensNothing() {
        Outlook before = outlook(DISK, "2026-12-11T00:00", "2026-12-12T00:00", "2026-12-13T00:00");
        Outlook after = outlook(POOL, "2027-01-10T00:00", "2027-01-20T00:00", "2027-01-30T00:00");

        assertThat(ahead(NOW, outlooks(before, after), DraftedWork.NONE).get(0).threats())
                .isEmpty();
    }

    /** 1 - (1 - 0.45)² = 0.6975; together at least 0.45, excluding each other 0.9. */
    @Test
    void whatIsDraftedInTimeLeavesTheResidualRisk() {
        Outlook disk = outlook(DISK, "2026-12-20T00:00", "2026-12-28T00:00", "2027-01-06T00:00");
        Outlook pool = outlook(POOL, "2026-12-20T00:00", "2026-12-28T00:00", "2027-01-06T00:00");
        Span slot = new Span(at("2026-12-20T00:00"), at("2026-12-20T02:00"));
        DraftedWork drafted =
                (outlook, finishBy) ->
                        outlook.key().equals(DISK)
                                ? Optional.of(new Draft("W-1", "clean up", slot, "draft", ""))
                                : Optional.empty();
        FreezeOutlook next = ahead(NOW, outlooks(disk, pool), drafted).get(0);

        assertThat(next.all().low()).isCloseTo(0.45, within(1e-9));
        assertThat(next.all().high()).isCloseTo(0.9, within(1e-9));
        assertThat(next.all().chance()).isCloseTo(0.6975, within(1e-9));
        assertThat(next.residual().chance()).isCloseTo(0.45, within(1e-9));

        DraftedWork late =
                (outlook, finishBy) ->
                        Optional.of(
                                new Draft(
                                        "W-1",
                                        "clean up",
                                        new Span(finishBy, finishBy.plusSeconds(1)),
                                        "draft",
                                        ""));
        assertThat(ahead(NOW, outlooks(disk), late).get(0).residual().chance())
                .isCloseTo(0.45, within(1e-9));
    }

    /** The fourth Sunday of June 2026 is the 28th, in the month-end freeze. */
    @Test
    void standingTasksInItAreListedWithWhereTheyGo() {
        FreezeOutlook june = ahead(at("2026-06-20T00:00"), Outlooks.NONE, DraftedWork.NONE).get(0);

        assertThat(june.standing())
                .filteredOn(
                        each -> each.item().occurrence().task().name().equals("security-patching"))
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.item().span().start())
                                    .isEqualTo(at("2026-06-28T00:00"));
                            assertThat(each.proposal().orElseThrow().span().start())
                                    .isEqualTo(at("2026-06-21T00:00"));
                            assertThat(each.proposal().orElseThrow().approval())
                                    .isEqualTo("Operations Manager");
                        });
    }
}
