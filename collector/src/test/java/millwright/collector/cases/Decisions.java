package millwright.collector.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.Decision;
import millwright.rules.decision.Decision.Cause;
import millwright.rules.indicator.Breach;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;
import millwright.rules.indicator.ProcessUse;
import millwright.rules.indicator.Recovery;
import millwright.rules.indicator.Silence;
import millwright.rules.indicator.Threshold;

/** Decisions as the rules make them, on 2 March 2026. */
final class Decisions {
    static final IndicatorKey CPU = new IndicatorKey("web-01", "cpu_utilization", "");
    static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");
    static final IndicatorKey SILENT = new IndicatorKey("db-07", "agent_silent", "");

    private Decisions() {}

    static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }

    static Decision opens(IndicatorKey key, Priority priority, String since, String at) {
        return new Decision.OpenTicket(
                key,
                priority,
                cause(key, priority, since, at),
                Optional.empty(),
                "a sustained breach opens a ticket");
    }

    static Decision opensAfter(
            String previous, IndicatorKey key, Priority priority, String since, String at) {
        return new Decision.OpenTicket(
                key,
                priority,
                cause(key, priority, since, at),
                Optional.of(previous),
                "a breach long after its last ticket opens a new one");
    }

    static Decision raises(
            String ticket, IndicatorKey key, Priority from, Priority to, String since, String at) {
        return new Decision.RaiseTicket(
                key,
                ticket,
                from,
                to,
                cause(key, to, since, at),
                "a worse level raises the open ticket");
    }

    static Decision repeats(
            String ticket, IndicatorKey key, Priority priority, String since, String at) {
        return new Decision.AddOccurrence(
                key,
                ticket,
                cause(key, priority, since, at),
                "a repeat is an occurrence of the open ticket");
    }

    /** A breach of a level that is not the first. */
    static Decision raisesTo(
            int level,
            String ticket,
            IndicatorKey key,
            Priority from,
            Priority to,
            String since,
            String at) {
        return new Decision.RaiseTicket(
                key,
                ticket,
                from,
                to,
                cause(level, key, to, since, at),
                "a worse level raises the open ticket");
    }

    static Decision notes(
            int level,
            String ticket,
            IndicatorKey key,
            Priority priority,
            String since,
            String at) {
        return new Decision.NoteLevel(
                key,
                ticket,
                cause(level, key, priority, since, at),
                "a worse level that the priority a person has chosen covers is noted");
    }

    static Decision reopensAt(
            int level,
            String ticket,
            IndicatorKey key,
            Priority priority,
            String since,
            String at) {
        return new Decision.ReopenTicket(
                key,
                ticket,
                priority,
                cause(level, key, priority, since, at),
                "a breach soon after its last ticket reopens that ticket");
    }

    static Decision reopens(
            String ticket, IndicatorKey key, Priority priority, String since, String at) {
        return new Decision.ReopenTicket(
                key,
                ticket,
                priority,
                cause(key, priority, since, at),
                "a breach soon after its last ticket reopens that ticket");
    }

    static Decision resolves(String ticket, IndicatorKey key, String since, String at) {
        return new Decision.ResolveTicket(
                key,
                ticket,
                new Recovery(key, at(since), at(at), 62.5, 75),
                "an indicator that has held its rearm value resolves its ticket");
    }

    static Decision late(IndicatorKey key, Priority priority, String since, String at) {
        Breach breach = ((Cause.ByBreach) cause(key, priority, since, at)).breach();
        return new Decision.RecordLateBreach(
                key, breach, "a breach that was over before its samples came is only recorded");
    }

    static Decision opensAt(
            int level, IndicatorKey key, Priority priority, String since, String at) {
        return new Decision.OpenTicket(
                key,
                priority,
                cause(level, key, priority, since, at),
                Optional.empty(),
                "a sustained breach opens a ticket");
    }

    static Decision joinsAt(
            int level,
            IndicatorKey key,
            IndicatorKey lead,
            Priority priority,
            String since,
            String at) {
        return new Decision.JoinTicket(
                key,
                lead,
                "shop",
                priority,
                cause(level, key, priority, since, at),
                "the same trouble on another host of the service joins the ticket");
    }

    static Decision joins(
            IndicatorKey key, IndicatorKey lead, Priority priority, String since, String at) {
        return new Decision.JoinTicket(
                key,
                lead,
                "shop",
                priority,
                cause(key, priority, since, at),
                "the same trouble on another host of the service joins the ticket");
    }

    static Decision waits(String ticket, IndicatorKey key, String since, String at) {
        Breach breach = ((Cause.ByBreach) cause(key, Priority.P2, since, at)).breach();
        return new Decision.HoldBreach(
                key, breach, ticket, "a breach on a silent host waits until the host is back");
    }

    static Decision calms(String ticket, IndicatorKey key, String since, String at, String until) {
        return new Decision.HoldRecovery(
                key,
                ticket,
                new Recovery(key, at(since), at(at), 62.5, 75),
                at(until),
                "a flapping ticket is resolved only after a time of calm");
    }

    static Decision explains(IndicatorKey cause, IndicatorKey key, String at) {
        return new Decision.LinkCause(
                key,
                cause,
                at(at),
                "a database at its connection limit explains what waits for it");
    }

    static Decision flaps(IndicatorKey key, String at) {
        return new Decision.MarkFlapping(
                key,
                4,
                Duration.ofHours(1),
                at(at),
                "an indicator that keeps coming back marks its ticket as flapping");
    }

    static Decision silences(String last, String at) {
        Level level = level(1, Priority.P3, Direction.ABOVE, 300, Duration.ZERO);
        return new Decision.OpenTicket(
                SILENT,
                Priority.P3,
                new Cause.BySilence(new Silence(SILENT, level, at(last), at(at))),
                Optional.empty(),
                "a silent host opens one ticket");
    }

    private static Cause cause(IndicatorKey key, Priority priority, String since, String at) {
        return cause(1, key, priority, since, at);
    }

    private static Cause cause(
            int number, IndicatorKey key, Priority priority, String since, String at) {
        boolean isDisk = key.indicator().equals("disk_free");
        Level level =
                isDisk
                        ? level(number, priority, Direction.BELOW, 20, Duration.ZERO)
                        : level(number, priority, Direction.ABOVE, 80, Duration.ofMinutes(15));
        return new Cause.ByBreach(
                new Breach(
                        key,
                        level,
                        at(since),
                        at(at),
                        isDisk ? 12.345678 : 95,
                        1,
                        0.9333,
                        false,
                        List.of(
                                new ProcessUse(
                                        "java \"batch\"", 4711, 187.5, 1L << 31, 1L << 25))));
    }

    private static Level level(
            int number, Priority priority, Direction direction, double limit, Duration sustain) {
        return new Level(
                number,
                new Threshold(direction, limit, sustain, limit, Duration.ZERO),
                priority,
                "CPU utilization, level 1",
                0,
                "Find the busiest processes",
                "");
    }
}
