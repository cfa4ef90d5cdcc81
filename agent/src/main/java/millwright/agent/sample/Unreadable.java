package millwright.agent.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this machine does not let the agent read. It is found out once, at the start, so that no
 * reading need complain.
 *
 * @param gaps each a sentence: what is not measured, and what would allow it
 */
record Unreadable(List<String> gaps) {
    private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);

    Unreadable {
        gaps = List.copyOf(gaps);
    }

    /**
     * @param proc {@code /proc}
     * @param processes sees what this user sees
     */
    static Unreadable onLinux(Path proc, ProcessTable processes) {
        List<String> gaps = new ArrayList<>();
        if (!canRead(proc.resolve("1/stat"))) {
            gaps.add(
                    "procstat_top sees only processes of its own user, because /proc is mounted"
                            + " with hidepid (mount it with gid=GROUP and put the agent's user"
                            + " into that group, or without ProtectProc= in the service's unit)");
        } else if (openFiles(proc, processes).isEmpty()) {
            gaps.add(
                    "num_fds of other users' processes is left out (it needs Linux 6.2 or newer,"
                            + " or the capability CAP_SYS_PTRACE)");
        }
        if (!canRead(proc.resolve("pressure/cpu"))) {
            gaps.add("pressure is left out (it needs Linux 4.20 or newer, not started with psi=0)");
        }
        return new Unreadable(gaps);
    }

    static Unreadable elsewhere() {
        return new Unreadable(
                List.of(
                        "pressure, clock, linux_sysctl_fs and the latency of disks are left out"
                                + " (this operating system does not tell them)"));
    }

    Unreadable with(String gap) {
        List<String> all = new ArrayList<>(gaps);
        all.add(gap);
        return new Unreadable(all);
    }

    /** One line, or none. */
    void tell() {
        if (!gaps.isEmpty()) {
            LOG.info("Not measured on this machine: {}.", String.join("; ", gaps));
        }
    }

    private static OptionalLong openFiles(Path proc, ProcessTable processes) {
        return new File(proc + "/1").exists() ? processes.openFiles(1) : OptionalLong.empty();
    }

    /** Opened and read for a byte: some of these files refuse only then. */
    static boolean canRead(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.read() >= 0;
        } catch (IOException refused) {
            return false;
        }
    }
}
