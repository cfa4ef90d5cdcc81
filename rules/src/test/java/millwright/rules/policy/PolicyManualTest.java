package millwright.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import millwright.config.ConfigManual;
import millwright.rules.indicator.Priority;
import org.junit.jupiter.api.Test;

/**
 * The manual is written from the declarations; run with {@code -Dmanual.write=true} to write it
 * anew.
 */
class PolicyManualTest {
    private static final Path MANUAL = Path.of("../docs/policy.md");
    private static final String EXAMPLE =
            """
            zone: Europe/London
            business_hours: {days: Monday-Friday, from: 09:00, to: 17:30}
            targets:
              P3: {response: 8h, resolution: 24h, hours: business}
            escalation:
              authorities: [duty engineer, head of operations]
              starts_at: {P1: head of operations}
            emergency:
              P1: {authority: head of operations, deputy: managing director}
            services:
              shop: {hosts: ["web-*"], depends_on: [database]}
              database: {hosts: ["db-*", "replica-?"]}
            calendar:
              windows:
                weekly: {from: 01:00, approval: head of operations}
                deploys: {rule: FREQ=WEEKLY;BYDAY=TU, from: 22:00, lasts: 2h, for: [standard], approval: head of operations}
              freezes:
                eid-al-fitr: {off: true}
                eid-al-adha: {off: true}
                christmas: {dates: 24 December to 26 December, reason: shop's peak, exempt: [cvss-above-9]}
              published: {"L-013 §3.6": {off: true}}
            """;
    private static final String HEAD =
            """
            # The maintenance policy

            What your organisation has agreed on: how soon a ticket must be answered and solved, who is told when it is not, who
            approves an emergency, in which hours clocks run. One YAML file. It gives only what differs; everything else keeps its
            default, which is that of the procedure L-013 in the section named, or ours. Every problem of a file is reported at once
            with its line. This page is written from the code; a test fails when the two differ.

            ```yaml
            %s```

            A clock counts what is running, not what is paused. A target is missed when the clock reaches it; solved before is met.
            At a miss (100 %%) the first authority is told, and the next one with each `escalation.further_percent` of the target
            more. Business hours are what a clock on the wall shows, also in the nights when clocks change.
            Of several patterns that fit a host, the one with the most literal characters wins, then the longest.

            What has a name in `calendar` (windows, blackouts, freezes, tasks, changes, relaxations) is read on top of the standard one of
            that name: give only what differs, `off: true` takes it away. "required" below is so of new names only. What the calendar means
            is in [calendar.md](calendar.md); the standard windows, tasks and dates are in `default-policy.yaml`, which is in the jar.

            """
                    .formatted(EXAMPLE);

    @Test
    void theManualSaysWhatTheCodeReads() throws IOException {
        String manual = HEAD + ConfigManual.of(PolicyReader::readOnShipped);
        if (Boolean.getBoolean("manual.write")) {
            Files.writeString(MANUAL, manual);
        }
        assertThat(MANUAL).hasContent(manual);
    }

    @Test
    void theExampleOfTheManualIsAPolicy() {
        MaintenancePolicy policy = MaintenancePolicy.parse("docs/policy.md", EXAMPLE);
        assertThat(policy.escalation().next(Priority.P1, 0)).contains("head of operations");
        assertThat(policy.services().serviceOf("replica-2")).contains("database");
    }
}
