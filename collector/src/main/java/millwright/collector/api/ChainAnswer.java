package millwright.collector.api;

import java.util.Optional;
import millwright.collector.cases.ChainReport;

/** Whether the audit is whole, as the interface shows it. */
record ChainAnswer(
        boolean whole,
        long entries,
        long first,
        long last,
        String hash,
        Optional<Long> removedThrough,
        Optional<ChainReport.Fault> fault) {
    static ChainAnswer of(ChainReport report) {
        return new ChainAnswer(
                report.isWhole(),
                report.entries(),
                report.first(),
                report.last(),
                report.hash(),
                report.removedThrough(),
                report.fault());
    }
}
