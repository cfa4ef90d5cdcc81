package millwright.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import millwright.agent.deliver.DeliveryConfig;
import millwright.agent.trust.Enrolment;
import millwright.agent.trust.StoredIdentity;
import millwright.config.ConfigFile;
import millwright.enrolment.Application;
import millwright.enrolment.EnrolmentToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes this host known to a collector. */
@Command(
        name = "enroll",
        description = {
            "Trades a token of millwright-collector enroll for this host's own credential.",
            "The token also tells where the collector is, and by what to know it."
        },
        mixinStandardHelpOptions = true)
final class EnrollCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;
    private static final int TOKEN_BYTES_MAX = 16 << 10;
    private static final Path OF_THE_PACKAGE = Path.of("/etc/millwright-agent/agent.yaml");

    @Parameters(
            paramLabel = "TOKEN",
            description =
                    "What millwright-collector enroll printed; - reads it from standard input,"
                            + " where no list of processes shows it.")
    private String pasted;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration, which names host and data folder; default: that of the"
                            + " package, or conf/agent.yaml beside bin/.")
    private Optional<Path> file;

    @Option(
            names = "--force",
            description = "Replace the credential of a host that is enrolled already.")
    private boolean force;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path configuration = file.or(EnrollCommand::usual).orElseThrow(this::noConfiguration);
        AgentConfig config =
                ConfigFile.read(configuration, System.getenv(), AgentConfig::readForEnrolment);
        Optional<String> obstacle = obstacle(config, configuration);
        if (obstacle.isPresent()) {
            err().println(obstacle.get());
            return FAILED;
        }
        EnrolmentToken token;
        try {
            token = EnrolmentToken.parse(text());
        } catch (IllegalArgumentException bad) {
            err().println(bad.getMessage());
            return BAD_USAGE;
        }
        Optional<String> plain = plainCollector(config, token);
        if (plain.isPresent()) {
            err().println(plain.get());
            return FAILED;
        }
        Enrolment.Enrolled enrolled =
                new Enrolment(token, config.data(), InstantSource.system())
                        .redeem(new Application(config.host(), Version.text()));
        tell(enrolled, config, configuration);
        return 0;
    }

    private static Optional<Path> usual() {
        if (Files.exists(OF_THE_PACKAGE)) {
            return Optional.of(OF_THE_PACKAGE);
        }
        return Optional.ofNullable(System.getProperty("millwright.home"))
                .map(home -> Path.of(home, "conf", "agent.yaml"))
                .filter(Files::exists);
    }

    private ParameterException noConfiguration() {
        return new ParameterException(
                spec.commandLine(), "Which configuration? Give it with --config FILE.");
    }

    private String text() throws IOException {
        return pasted.equals("-")
                ? new String(System.in.readNBytes(TOKEN_BYTES_MAX), StandardCharsets.UTF_8)
                : pasted;
    }

    /** What is known before anything is asked, so that no use of the token is lost. */
    private Optional<String> obstacle(AgentConfig config, Path configuration) throws IOException {
        if (force) {
            return Optional.empty();
        }
        Optional<StoredIdentity> before = StoredIdentity.find(config.data());
        return before.map(
                identity ->
                        "This host is enrolled already, as %s with %s (%s, data of %s). To replace that: --force."
                                .formatted(
                                        identity.host(),
                                        identity.collectors().get(0),
                                        StoredIdentity.folder(config.data()),
                                        configuration));
    }

    /** The agent would refuse to start with it. */
    private static Optional<String> plainCollector(AgentConfig config, EnrolmentToken token) {
        boolean isTls = token.collectors().stream().allMatch(EnrollCommand::isTls);
        return config.delivery()
                .filter(delivery -> isTls && delivery.token().isEmpty())
                .flatMap(
                        delivery ->
                                delivery.collectors().stream()
                                        .filter(collector -> !isTls(collector))
                                        .findFirst())
                .map(
                        collector ->
                                "The configuration delivers to %s, in plain HTTP, and the token is for %s. Remove delivery.collector: the enrolment brings the address. Nothing was changed, and the token is unused."
                                        .formatted(collector, token.collectors().get(0)));
    }

    private static boolean isTls(URI collector) {
        return "https".equalsIgnoreCase(collector.getScheme());
    }

    private void tell(Enrolment.Enrolled enrolled, AgentConfig config, Path configuration) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Enrolled as %s with %s. The credential is in %s, for the agent's user alone.%n",
                enrolled.identity().host(),
                enrolled.identity().collectors().stream()
                        .map(URI::toString)
                        .collect(Collectors.joining(", ")),
                StoredIdentity.folder(config.data()));
        out.flush();
        if (!enrolled.clockWords().isEmpty()) {
            err().println(enrolled.clockWords());
        }
        if (config.delivery().flatMap(DeliveryConfig::token).isPresent()) {
            err().printf(
                            "But %s has delivery.token, which wins over it. Remove that, then"
                                    + " restart the agent.%n",
                            configuration);
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
