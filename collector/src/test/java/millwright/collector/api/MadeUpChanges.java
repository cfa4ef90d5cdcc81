package millwright.collector.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import millwright.collector.change.ChangeEvent;
import millwright.collector.change.ChangeStore;
import millwright.collector.change.Changes;
import millwright.collector.change.Minutes;
import millwright.collector.change.RfcAct;
import millwright.collector.change.RfcDraft;
import millwright.collector.people.Person;
import millwright.collector.people.Role;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Slot;
import millwright.rules.calendar.Span;
import millwright.rules.change.Rfc;
import millwright.rules.change.RfcField;
import millwright.rules.policy.MaintenancePolicy;

/**
 * Requests in every stage that a page must show, at 10:30 on the Tuesday of a board's meeting in
 * Kuwait: 1 is a normal change that was approved in the meeting, 2 one that is still before it, 3 a
 * standard change that was approved without it, 4 a draft, 5 an emergency half approved.
 */
public final class MadeUpChanges {
    public static final Instant NOW = Instant.parse("2026-02-03T07:30:00Z");
    private static final Instant BOARD = Instant.parse("2026-02-03T07:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-02-01T07:00:00Z");

    private static final Map<String, Person> PEOPLE =
            Map.of(
                    "cora", person("cora", "Cora Lind", Role.CHANGE_COORDINATOR),
                    "olga", person("olga", "Olga Marsh", Role.OPERATIONS_MANAGER),
                    "dina", person("dina", "Dina Roth", Role.IT_DIRECTOR),
                    "emil", person("emil", "Emil Stone", Role.ENGINEER));

    private MadeUpChanges() {}

    private static Person person(String name, String display, Role role) {
        return new Person(name, display, EnumSet.of(role));
    }

    public static ChangeDesk desk(Instant now) {
        Changes changes = changes(name -> Optional.ofNullable(PEOPLE.get(name)), event -> {});
        fill(changes);
        MaintenancePolicy policy = MaintenancePolicy.shipped();
        return new ChangeDesk(changes, InstantSource.fixed(now), policy.zone());
    }

    /** None yet. */
    public static Changes changes(
            Function<String, Optional<Person>> people, Consumer<ChangeEvent> listener) {
        MaintenancePolicy policy = MaintenancePolicy.shipped();
        MaintenanceCalendar calendar = MaintenanceCalendar.of(policy.calendar());
        return new Changes(ChangeStore.inMemory(), () -> policy, () -> calendar, people, listener);
    }

    /** The five of above. */
    public static void fill(Changes changes) {
        Person cora = PEOPLE.get("cora");
        String first = changes.draft(normal("K-000001", "db-07", "disk-extension"), SUNDAY);
        submit(changes, first);
        submit(changes, changes.draft(normal("K-000002", "db-08", "capacity-change"), SUNDAY));
        String third = changes.draft(standard("K-000003", "app-02"), SUNDAY);
        submit(changes, third);
        changes.draft(standard("K-000004", "web-01"), SUNDAY);
        String fifth = changes.draft(emergency(), BOARD);
        changes.act(cora, fifth, new RfcAct.Submit(Optional.empty()), BOARD, Optional.empty());
        approve(changes, "olga", third, "", SUNDAY);
        changes.convene(cora, BOARD, SUNDAY);
        changes.keep(cora, BOARD, List.of("dina", "olga", "cora"), "", BOARD, Optional.empty());
        changes.keepItem(
                cora,
                BOARD,
                first,
                List.of(
                        new Minutes.Voice("dina", Minutes.Vote.YES),
                        new Minutes.Voice("olga", Minutes.Vote.YES)),
                "Backup verified the evening before.",
                BOARD,
                Optional.empty());
        approve(changes, "dina", first, "", BOARD.plusSeconds(600));
        approve(changes, "dina", fifth, "the shop cannot take orders", BOARD.plusSeconds(900));
        changes.delegate(
                PEOPLE.get("olga"),
                Role.OPERATIONS_MANAGER,
                "emil",
                Span.of(BOARD, Duration.ofDays(5)),
                "on leave",
                SUNDAY);
    }

    private static void submit(Changes changes, String rfc) {
        Person cora = PEOPLE.get("cora");
        changes.act(
                cora,
                rfc,
                new RfcAct.Edit(
                        Map.of(
                                RfcField.BACKOUT,
                                "Remove the added volume; restore from backup. Tested 2026-01-20."),
                        Optional.empty(),
                        Optional.empty()),
                SUNDAY,
                Optional.empty());
        changes.act(cora, rfc, new RfcAct.Submit(Optional.empty()), SUNDAY, Optional.empty());
    }

    private static void approve(Changes changes, String who, String rfc, String note, Instant at) {
        changes.act(
                PEOPLE.get(who),
                rfc,
                new RfcAct.Approve(Optional.of(note).filter(text -> !text.isEmpty())),
                at,
                Optional.empty());
    }

    private static RfcDraft normal(String task, String host, String work) {
        Slot slot = slot("monthly", "2026-02-21T21:00:00Z", "2026-02-21T23:00:00Z");
        return draft(Rfc.Kind.TASK, task, work, ChangeType.NORMAL, host, slot);
    }

    private static RfcDraft standard(String task, String host) {
        Slot slot = slot("weekly", "2026-02-14T21:00:00Z", "2026-02-14T22:00:00Z");
        return draft(Rfc.Kind.TASK, task, "disk-cleanup", ChangeType.STANDARD, host, slot);
    }

    private static RfcDraft emergency() {
        Slot slot = slot("as-needed", "2026-02-03T07:30:00Z", "2026-02-03T09:30:00Z");
        return draft(
                Rfc.Kind.EMERGENCY, "EW-000001", "emergency", ChangeType.EMERGENCY, "db-03", slot);
    }

    private static Slot slot(String window, String from, String to) {
        return new Slot(
                new Span(Instant.parse(from), Instant.parse(to)),
                window,
                "",
                SUNDAY,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static RfcDraft draft(
            Rfc.Kind kind, String source, String work, ChangeType type, String host, Slot slot) {
        return new RfcDraft(
                kind,
                source,
                work,
                type,
                List.of(host),
                "%s on %s".formatted(work.replace('-', ' '), host),
                "",
                List.of("disk_free /var of %s: 12.4 %%, 0.8 %% less a day".formatted(host)),
                Optional.of("Below 10 % between 3 and 9 March 2026."),
                Optional.of(slot),
                Duration.ofHours(1),
                Optional.empty(),
                Optional.of("T-000042"));
    }
}
