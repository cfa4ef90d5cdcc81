package millwright.agent.probe.jmx;

import static millwright.agent.probe.TargetDownException.Reason.BAD_ANSWER;
import static millwright.agent.probe.TargetDownException.Reason.PERMISSION;
import static millwright.agent.probe.TargetDownException.Reason.REFUSED;
import static millwright.agent.probe.TargetDownException.Reason.UNREADABLE;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.remote.JMXServiceURL;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.jmx.JmxConfig.Place;

/**
 * The JMX of a Java process on this machine, which needs no port: the JVM is asked to start its
 * management agent for local callers. Only a process of the agent's own user can be asked so.
 */
final class LocalProcess {
    private static final int PID_FILE_BYTES_MAX = 64;
    private static final String ONLY_OWN =
            "Only a process of the agent's own user can be attached to: give the application a JMX"
                    + " port and write address, or run the agent as that user";

    private LocalProcess() {}

    static JMXServiceURL find(Place place) {
        long pid =
                place instanceof Place.ByPidFile file
                        ? pidIn(file.file())
                        : pidOf(((Place.ByCommand) place).glob());
        return attach(pid);
    }

    private static long pidIn(Path file) {
        try {
            if (Files.size(file) > PID_FILE_BYTES_MAX) {
                throw new TargetDownException(BAD_ANSWER, file + " is no pid file: too large");
            }
            long pid = Long.parseLong(Files.readString(file).strip());
            if (ProcessHandle.of(pid).isEmpty()) {
                throw new TargetDownException(
                        REFUSED, "%s names process %d, which does not run".formatted(file, pid));
            }
            return pid;
        } catch (NumberFormatException noNumber) {
            throw new TargetDownException(
                    BAD_ANSWER, file + " does not hold a process number", noNumber);
        } catch (IOException missing) {
            throw new TargetDownException(
                    UNREADABLE,
                    "pid file %s cannot be read (%s). Does the application run?"
                            .formatted(file, missing.getClass().getSimpleName()),
                    missing);
        }
    }

    private static long pidOf(String glob) {
        Pattern pattern = pattern(glob);
        long self = ProcessHandle.current().pid();
        List<VirtualMachineDescriptor> found =
                VirtualMachine.list().stream()
                        .filter(each -> !each.id().equals(Long.toString(self)))
                        .filter(each -> pattern.matcher(each.displayName()).matches())
                        .toList();
        if (found.size() == 1) {
            return Long.parseLong(found.get(0).id());
        }
        if (found.size() > 1) {
            throw new TargetDownException(
                    BAD_ANSWER,
                    "%d processes fit %s: %s. Narrow the pattern"
                            .formatted(
                                    found.size(),
                                    glob,
                                    found.stream()
                                            .limit(5)
                                            .map(VirtualMachineDescriptor::id)
                                            .collect(Collectors.joining(", "))));
        }
        return pidOutsideTheList(glob, pattern, self);
    }

    /** JVMs of other users, and those that keep no performance data, are not in the JDK's list. */
    private static long pidOutsideTheList(String glob, Pattern pattern, long self) {
        Optional<ProcessHandle> other =
                ProcessHandle.allProcesses()
                        .filter(each -> each.pid() != self)
                        .filter(LocalProcess::isJava)
                        .filter(each -> pattern.matcher(commandOf(each)).matches())
                        .findFirst();
        if (other.isEmpty()) {
            throw new TargetDownException(
                    REFUSED,
                    "no Java process fits %s. The pattern is compared with main class or jar and"
                                    .formatted(glob)
                            + " arguments");
        }
        String user = other.get().info().user().orElse("");
        String own = System.getProperty("user.name");
        if (!user.isEmpty() && !user.equals(own) && !own.equals("root")) {
            throw new TargetDownException(
                    PERMISSION,
                    "process %d that fits %s runs as %s, the agent as %s. %s"
                            .formatted(other.get().pid(), glob, user, own, ONLY_OWN));
        }
        return other.get().pid();
    }

    private static boolean isJava(ProcessHandle process) {
        String command = process.info().command().orElse("");
        return command.endsWith("java") || command.endsWith("java.exe");
    }

    private static String commandOf(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments -> String.join(" ", arguments))
                .orElseGet(() -> process.info().commandLine().orElse(""));
    }

    private static JMXServiceURL attach(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new JMXServiceURL(machine.startLocalManagementAgent());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | MalformedURLException unsupported) {
            throw new TargetDownException(
                    BAD_ANSWER,
                    "process %d cannot be attached to: %s".formatted(pid, unsupported.getMessage()),
                    unsupported);
        } catch (IOException denied) {
            String user =
                    ProcessHandle.of(pid).flatMap(process -> process.info().user()).orElse("?");
            String own = System.getProperty("user.name");
            throw user.equals(own)
                    ? new TargetDownException(
                            BAD_ANSWER,
                            "process %d cannot be attached to: %s"
                                    .formatted(pid, denied.getMessage()),
                            denied)
                    : new TargetDownException(
                            PERMISSION,
                            "process %d runs as %s, the agent as %s. %s"
                                    .formatted(pid, user, own, ONLY_OWN),
                            denied);
        }
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
