package millwright.collector;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import millwright.collector.cases.ChainReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Works every hash of the audit out again. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Work every hash of the audit out again, and name the first entry that was changed,"
                    + " removed or put in.",
            "Reads the database itself; a file that a running collector has, through the collector."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the audit is whole", "1:it is not, or cannot be read", "2:bad usage"})
final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin private ConfigOption option = new ConfigOption();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Logging.quiet();
        ChainReport report = new CaseRecords(option).verify();
        PrintWriter out = spec.commandLine().getOut();
        report.removedThrough()
                .filter(through -> through > 0)
                .ifPresent(
                        through ->
                                out.printf(
                                        "Retention has removed the entries up to %d, as the audit"
                                                + " declares.%n",
                                        through));
        if (report.isWhole()) {
            out.printf(
                    "The audit is whole: %d entries, from %d to %d.%nThe newest has the hash %s."
                            + " Note it where nobody who writes the database can write: who has it"
                            + " proves later that nothing before it was written anew.%n",
                    report.entries(), report.first(), report.last(), report.hash());
            return ExitCode.OK;
        }
        ChainReport.Fault fault = report.fault().orElseThrow();
        out.printf(
                "The audit is broken at entry %d, after %d entries that were looked at. %s%n "
                        + " expected %s%n  found    %s%n",
                fault.number(), report.entries(), fault.what(), fault.expected(), fault.found());
        return ExitCode.SOFTWARE;
    }
}
