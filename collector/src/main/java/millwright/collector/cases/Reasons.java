package millwright.collector.cases;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import millwright.rules.decision.Decision.Cause;
import millwright.rules.decision.Foreseen;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;

/** Sentences with the figures, the same in every language and time zone of the machine. */
final class Reasons {
    private static final String SILENT = "agent_silent";
    private static final String PERCENT = " %";

    private static final Set<String> PERCENTAGES =
            Set.of(
                    "cpu_utilization",
                    "memory_usage",
                    "disk_free",
                    "inode_free",
                    "file_descriptors",
                    "database_connections",
                    "log_space",
                    "error_rate");

    private static final Set<String> SHORT_TIMES = Set.of("api_response_time", "time_offset");

    /** In seconds, and most often hours long. */
    private static final Set<String> LONG_TIMES =
            Set.of("backup_age", "log_backup_age", "replication_lag");

    private static final Map<String, String> NAMES =
            Map.of(
                    "cpu_utilization", "CPU utilization",
                    "api_response_time", "API response time",
                    "inode_free", "Inodes free",
                    "certificate_days", "Certificate",
                    "log_space", "Transaction log space",
                    "target_up", "Target up");

    private Reasons() {}

    /**
     * Such as {@code CPU utilization 95 % past 80 % since 2026-03-02T10:00:00Z, coverage 100 %,
     * fraction 93 %}.
     */
    static String of(Cause cause, ZoneId zone) {
        if (cause instanceof Cause.ByBreach byBreach) {
            return of(byBreach.breach());
        } else if (cause instanceof Cause.BySilence bySilence) {
            return of(bySilence.silence());
        }
        Foreseen foreseen = ((Cause.ByForecast) cause).foreseen();
        return ForecastReasons.of(foreseen.key(), TicketForecast.of(foreseen), zone);
    }

    static String of(Breach breach) {
        return measured(breach.key(), Evidences.of(breach));
    }

    /**
     * The same of what a ticket keeps of its newest breach, silence or forecast.
     *
     * @param zone in which a forecast's times are written
     */
    static String of(IndicatorKey key, Ticket.Evidence evidence, ZoneId zone) {
        return evidence.onlyForecast()
                .map(forecast -> ForecastReasons.of(key, forecast, zone))
                .orElseGet(() -> measured(key, evidence));
    }

    private static String measured(IndicatorKey key, Ticket.Evidence evidence) {
        if (key.indicator().equals(SILENT)) {
            return "no data since %s, that is %s, where %s is allowed"
                    .formatted(
                            evidence.since(),
                            length(Duration.ofMillis(Math.round(evidence.value() * 1000))),
                            length(Duration.ofMillis(Math.round(evidence.limit() * 1000))));
        }
        return "%s %s past %s since %s, coverage %s %%, fraction %s %%"
                .formatted(
                        name(key),
                        value(key.indicator(), evidence.value()),
                        value(key.indicator(), evidence.limit()),
                        evidence.since(),
                        share(evidence.coverage()),
                        share(evidence.fraction()));
    }

    static String of(Silence silence) {
        return measured(silence.key(), Evidences.of(new Cause.BySilence(silence)));
    }

    static String of(Recovery recovery) {
        if (recovery.key().indicator().equals(SILENT)) {
            return "data again since " + recovery.since();
        }
        String indicator = recovery.key().indicator();
        return "%s %s, on the good side of %s since %s"
                .formatted(
                        name(recovery.key()),
                        value(indicator, recovery.value()),
                        value(indicator, recovery.rearm()),
                        recovery.since());
    }

    /** Such as {@code CPU utilization of db-07 at worst 42 %, and that is below 50 %}. */
    static String of(EmergencyCourse.Figure figure) {
        String indicator = figure.key().indicator();
        return "%s at worst %s, %s below %s"
                .formatted(
                        of(figure.key()),
                        value(indicator, figure.worst()),
                        figure.passes() ? "and that is" : "and must be",
                        value(indicator, figure.below()));
    }

    static Duration allowed(Silence silence) {
        return Duration.ofMillis(Math.round(silence.level().threshold().limit() * 1000));
    }

    /** Such as {@code Database connections of db-1 main}. */
    static String of(IndicatorKey key) {
        String resource = key.resource().isEmpty() ? "" : " " + key.resource();
        return "%s of %s%s".formatted(name(key), key.host(), resource);
    }

    static String name(IndicatorKey key) {
        String known = NAMES.get(key.indicator());
        if (known != null) {
            return known;
        }
        String words = key.indicator().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String value(String indicator, double value) {
        if (PERCENTAGES.contains(indicator)) {
            return number(value) + PERCENT;
        }
        if (SHORT_TIMES.contains(indicator)) {
            return number(value) + " s";
        }
        if (LONG_TIMES.contains(indicator)) {
            return length(Duration.ofSeconds(Math.round(value)));
        }
        return indicator.equals("certificate_days") ? number(value) + " days" : number(value);
    }

    private static String number(double value) {
        return format("0.###", RoundingMode.HALF_EVEN, value);
    }

    static String number(double value, int digits) {
        return format(digits == 0 ? "0" : "0." + "#".repeat(digits), RoundingMode.HALF_EVEN, value);
    }

    // Rounded down: a share of 0.799 did not reach 80 %.
    private static String share(double ratio) {
        return format("0.#", RoundingMode.DOWN, ratio * 100);
    }

    private static String format(String pattern, RoundingMode rounding, double value) {
        DecimalFormat format =
                new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(rounding);
        return format.format(value);
    }

    /** Such as {@code 90 s}, {@code 5 min} or {@code 3 h 20 min}. */
    static String length(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 120) {
            return minutes + " min";
        }
        return minutes % 60 == 0
                ? minutes / 60 + " h"
                : "%d h %d min".formatted(minutes / 60, minutes % 60);
    }
}
