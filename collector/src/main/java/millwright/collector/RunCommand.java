package millwright.collector;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Runs the collector until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run the collector until SIGTERM or Ctrl-C.")
final class RunCommand implements Callable<Integer> {
    @Mixin private ConfigOption option = new ConfigOption();

    @Override
    public Integer call() throws Exception {
        CollectorConfig config = option.read();
        Logging.configure();
        Wiring wiring = Wiring.start(config, InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(wiring), "stop"));
        new CountDownLatch(1).await(); // the shutdown hook is the only way out
        return ExitCode.OK;
    }

    /** Asked to stop and everything closed: that is success, and not the JVM's 143. */
    private static void stop(Wiring wiring) {
        wiring.close();
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
