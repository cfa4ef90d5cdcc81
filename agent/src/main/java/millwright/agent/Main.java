package millwright.agent;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import millwright.agent.budget.Budget;
import millwright.agent.deliver.LineEncoder;
import millwright.agent.sample.AgentHealth;
import millwright.agent.sample.SampleLine;
import millwright.agent.sample.Samplers;
import millwright.agent.sample.ScheduledSampler;
import millwright.config.ConfigException;
import millwright.config.ConfigFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 failed, 2 bad usage or configuration. */
@Command(
        name = "millwright-agent",
        description = "Measures this machine and delivers what it measured to a collector.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionLine.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Main.Run.class,
            Main.CheckConfig.class,
            Main.SampleOnce.class,
            EnrollCommand.class
        })
public final class Main implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;

    @Spec private CommandSpec spec;

    public static void main(String[] arguments) {
        Logging.useOurManager();
        Logging.toStandardError();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, result) -> tell(failure, command));
    }

    private static int tell(Exception failure, CommandLine command) throws Exception {
        PrintWriter err = command.getErr();
        if (failure instanceof ConfigException) {
            err.println(failure.getMessage());
            return BAD_USAGE;
        }
        if (failure instanceof IllegalStateException) {
            err.println(failure.getMessage());
            return FAILED;
        }
        throw failure;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return BAD_USAGE;
    }

    static final class VersionLine implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"millwright-agent " + Version.text()};
        }
    }

    @Command(
            name = "run",
            description = "Measures and delivers until it is stopped.",
            mixinStandardHelpOptions = true)
    static final class Run implements Callable<Integer> {
        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "The configuration, such as conf/agent.yaml.")
        private Path file;

        @Override
        public Integer call() throws InterruptedException {
            AgentConfig config = ConfigFile.read(file, System.getenv(), AgentConfig::read);
            Wiring wiring = Wiring.start(config, InstantSource.system());
            // A signal ends the JVM with 128 + its number, whatever was closed in time; a clean
            // stop is a success, so the hook has the last word.
            Thread stop =
                    new Thread(
                            () -> {
                                wiring.close();
                                Runtime.getRuntime().halt(0);
                            },
                            "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            WindowsService.awaitStop();
            Runtime.getRuntime().removeShutdownHook(stop);
            wiring.close();
            return 0;
        }
    }

    @Command(
            name = "check-config",
            description = "Checks a configuration and tells every problem in it.",
            mixinStandardHelpOptions = true)
    static final class CheckConfig implements Callable<Integer> {
        @Spec private CommandSpec spec;

        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "The configuration, such as conf/agent.yaml.")
        private Path file;

        @Override
        public Integer call() {
            AgentConfig config = ConfigFile.read(file, System.getenv(), AgentConfig::read);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s is good: host %s delivers to %s every %ds.%n",
                            file,
                            config.host(),
                            config.delivery().orElseThrow().destination(),
                            config.delivery().orElseThrow().interval().toSeconds());
            return 0;
        }
    }

    @Command(
            name = "sample-once",
            description = {
                "Prints what the agent would send, and sends nothing.",
                "Reads twice, a second apart: CPU use is what happened in between."
            },
            mixinStandardHelpOptions = true)
    static final class SampleOnce implements Callable<Integer> {
        private static final long BETWEEN_READINGS_MILLIS = 1_000;

        enum Format {
            TABLE,
            LINE;

            @Override
            public String toString() {
                return this == TABLE ? "table" : "line";
            }
        }

        @Spec private CommandSpec spec;

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "The configuration; without one, all defaults.")
        private Optional<Path> file;

        @Option(
                names = "--format",
                paramLabel = "table|line",
                defaultValue = "table",
                description = "For people, or in line protocol. Default: ${DEFAULT-VALUE}.")
        private Format format;

        @Override
        public Integer call() throws InterruptedException {
            Map<String, String> environment = System.getenv();
            AgentConfig config =
                    file.map(path -> ConfigFile.read(path, environment, AgentConfig::read))
                            .orElseGet(
                                    () ->
                                            ConfigFile.readDefaults(
                                                    environment, AgentConfig::readWithoutDelivery));
            PrintWriter out = spec.commandLine().getOut();
            try (Probes targets = config.targets();
                    Samplers samplers = samplers(config, targets.openToLook())) {
                samplers.sampleNow();
                Thread.sleep(BETWEEN_READINGS_MILLIS);
                print(samplers.sampleNow(), config, out);
            }
            out.flush();
            return 0;
        }

        private static Samplers samplers(AgentConfig config, List<ScheduledSampler> targets) {
            return Samplers.of(
                    config.samplers(),
                    config.allTags(),
                    targets,
                    new Budget(config.budget(), config.targets()::databaseSessions),
                    Version.text(),
                    () -> AgentHealth.IDLE,
                    InstantSource.system(),
                    batch -> {});
        }

        private void print(List<SampleLine> lines, AgentConfig config, PrintWriter out) {
            if (format == Format.TABLE) {
                out.println("host " + config.host());
                out.print(SampleTable.of(lines, config.allTags()));
                return;
            }
            LineEncoder encoder = new LineEncoder();
            lines.forEach(encoder::add);
            out.print(new String(encoder.toBytes(), StandardCharsets.UTF_8));
        }
    }
}
