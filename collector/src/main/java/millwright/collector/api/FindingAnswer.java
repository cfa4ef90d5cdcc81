package millwright.collector.api;

import java.time.LocalDate;
import java.util.Optional;
import millwright.rules.calendar.Finding;

/** What is wrong with the calendar, as the interface has it. */
record FindingAnswer(
        String severity,
        String check,
        String subject,
        Optional<LocalDate> date,
        String what,
        String suggestion) {
    static FindingAnswer of(Finding finding) {
        return new FindingAnswer(
                finding.severity().word(),
                finding.check(),
                finding.subject(),
                finding.when(),
                finding.what(),
                finding.suggestion());
    }
}
