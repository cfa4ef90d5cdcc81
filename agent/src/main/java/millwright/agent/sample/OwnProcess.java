package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import millwright.agent.budget.Resource;
import millwright.agent.budget.Usage;

/** What this agent's own process takes. One thread at a time asks. */
final class OwnProcess {
    private final Supplier<Optional<ProcessReading>> self;
    private final ProcessTable processes;
    private Optional<Instant> previousAt = Optional.empty();
    private Duration previousCpuTime = Duration.ZERO;

    /**
     * @param self this process; empty where it cannot be read
     * @param processes tells what it has open
     */
    OwnProcess(Supplier<Optional<ProcessReading>> self, ProcessTable processes) {
        this.self = requireNonNull(self, "self");
        this.processes = requireNonNull(processes, "processes");
    }

    /** CPU is of the time since the last reading; the first has none. */
    Usage read(Instant at) {
        return self.get().map(process -> usage(process, at)).orElse(Usage.UNKNOWN);
    }

    private Usage usage(ProcessReading process, Instant at) {
        Usage usage =
                Usage.UNKNOWN
                        .with(Resource.MEMORY, (double) process.residentBytes())
                        .with(Resource.THREADS, (double) process.threads());
        var handles = processes.openFiles(process.pid());
        if (handles.isPresent()) {
            usage = usage.with(Resource.HANDLES, (double) handles.getAsLong());
        }
        long elapsedMillis =
                previousAt.map(then -> Duration.between(then, at).toMillis()).orElse(0L);
        long spentMillis = process.cpuTime().minus(previousCpuTime).toMillis();
        previousAt = Optional.of(at);
        previousCpuTime = process.cpuTime();
        return elapsedMillis > 0 && spentMillis >= 0
                ? usage.with(Resource.CPU, Percent.of(spentMillis, elapsedMillis))
                : usage;
    }
}
