package millwright.collector;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import millwright.collector.cases.Dossier;
import millwright.collector.cases.Proof;
import millwright.collector.cases.Verifier;
import millwright.collector.rulebook.RuleSources;
import millwright.collector.rulebook.Rulebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides about a ticket again, from what was frozen when it was decided. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Decide about a ticket again, from the facts and by the rules that were kept when it"
                    + " was decided, and say of each decision whether it comes out the same.",
            "With --rules or --thresholds: what those would have decided from the same facts. Their"
                    + " limits are held against the values of then; how long those held is not"
                    + " judged again."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every decision comes out the same",
            "1:one comes out differently, its records are damaged, or they cannot be read",
            "2:bad usage, or rules that cannot be used"
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin private ConfigOption option = new ConfigOption();

    @Parameters(paramLabel = "TICKET", description = "its id, such as T-000042")
    private String ticket;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "other rules: a folder with *.drl and thresholds.csv, or some of these")
    private Optional<Path> rules = Optional.empty();

    @Option(
            names = "--thresholds",
            paramLabel = "TABLE",
            description = "another decision table (CSV or XLSX)")
    private Optional<Path> thresholds = Optional.empty();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Logging.quiet();
        Verifier verifier = verifier();
        Dossier dossier = new CaseRecords(option).dossier(ticket);
        Proof proof = verifier.verify(dossier);
        proof.verdicts().forEach(this::print);
        PrintWriter out = spec.commandLine().getOut();
        if (proof.holds()) {
            out.printf("%s: every decision that is kept comes out the same.%n", ticket);
            return ExitCode.OK;
        }
        out.printf("%s: not every decision comes out the same.%n", ticket);
        return ExitCode.SOFTWARE;
    }

    private Verifier verifier() {
        if (rules.isEmpty() && thresholds.isEmpty()) {
            return Verifier.byRulesOfThen();
        }
        RuleSources sources = rules.map(RuleSources::at).orElse(RuleSources.shipped());
        if (thresholds.isPresent()) {
            sources = sources.withThresholds(thresholds.get());
        }
        return Verifier.by(Rulebook.open(sources, Instant.EPOCH).inForce().engine());
    }

    private void print(Proof.Verdict verdict) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%6d %s %-18s %-11s %s%n",
                verdict.number(),
                verdict.at(),
                verdict.type(),
                verdict.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                words(verdict.was()));
        if (verdict.outcome() == Proof.Outcome.DIFFERENT) {
            out.printf("       now: %s%n", words(verdict.now()));
        }
    }

    private static String words(List<String> decisions) {
        return decisions.isEmpty() ? "nothing" : String.join("; ", decisions);
    }
}
