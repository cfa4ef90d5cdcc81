package millwright.collector.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import millwright.collector.calendar.FreezeOutlook;
import millwright.collector.calendar.FreezeOutlook.Risk;
import millwright.rules.forecast.Crossing;
import millwright.rules.indicator.IndicatorKey;

/** What a freeze will bring. */
record OutlookAnswer(
        List<String> freezes,
        OffsetDateTime start,
        OffsetDateTime end,
        OffsetDateTime finishBy,
        boolean provisional,
        boolean near,
        List<ThreatAnswer> threats,
        int unforecastable,
        RiskAnswer risk,
        RiskAnswer residualRisk,
        List<DisplacedAnswer> standingTasks) {
    /** That at least one threat comes true: 0 to 1. */
    record RiskAnswer(double chance, double low, double high) {
        static RiskAnswer of(Risk risk) {
            return new RiskAnswer(
                    rounded(risk.chance()), rounded(risk.low()), rounded(risk.high()));
        }
    }

    /** A limit that may be reached in the freeze; {@code chance} is that it is reached in it. */
    record ThreatAnswer(
            String host,
            String indicator,
            String resource,
            String limit,
            double value,
            double chance,
            Optional<Instant> early,
            Optional<Instant> median,
            Optional<Instant> late,
            Optional<DraftAnswer> task) {}

    /** The work that would prevent it. */
    record DraftAnswer(String id, String title, Instant start, Instant end, String state) {}

    /** A standing task whose hours are frozen, and where it goes. */
    record DisplacedAnswer(
            String key,
            String task,
            String title,
            OffsetDateTime start,
            OffsetDateTime end,
            boolean moved,
            Optional<ProposalAnswer> proposal) {}

    static OutlookAnswer of(FreezeOutlook outlook, ZoneId zone) {
        return new OutlookAnswer(
                outlook.freezes().stream().map(each -> each.name()).distinct().toList(),
                outlook.span().start().atZone(zone).toOffsetDateTime(),
                outlook.span().end().atZone(zone).toOffsetDateTime(),
                outlook.finishBy().atZone(zone).toOffsetDateTime(),
                outlook.provisional(),
                outlook.near(),
                outlook.threats().stream().map(OutlookAnswer::threat).toList(),
                outlook.unknown(),
                RiskAnswer.of(outlook.all()),
                RiskAnswer.of(outlook.residual()),
                outlook.standing().stream().map(each -> displaced(each, zone)).toList());
    }

    private static ThreatAnswer threat(FreezeOutlook.Threat threat) {
        IndicatorKey key = threat.outlook().key();
        Crossing crossing = threat.crossing();
        return new ThreatAnswer(
                key.host(),
                key.indicator(),
                key.resource(),
                crossing.limit().name(),
                crossing.limit().value(),
                rounded(threat.chance()),
                crossing.early(),
                crossing.median(),
                crossing.late(),
                threat.draft()
                        .map(
                                each ->
                                        new DraftAnswer(
                                                each.id(),
                                                each.title(),
                                                each.slot().start(),
                                                each.slot().end(),
                                                each.state())));
    }

    private static DisplacedAnswer displaced(FreezeOutlook.Displaced displaced, ZoneId zone) {
        var item = displaced.item();
        return new DisplacedAnswer(
                item.occurrence().key(),
                item.occurrence().task().name(),
                item.occurrence().task().title(),
                item.span().start().atZone(zone).toOffsetDateTime(),
                item.span().end().atZone(zone).toOffsetDateTime(),
                item.move().isPresent(),
                displaced.proposal().map(each -> ProposalAnswer.of(each, zone)));
    }

    private static double rounded(double share) {
        return Math.round(share * 1000) / 1000.0;
    }
}
