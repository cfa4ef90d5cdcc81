package millwright.agent.probe.jmx;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** {@link PoolApplication} in a process of its own. */
final class RunningApplication implements AutoCloseable {
    private static final int TRIES = 5;

    final Process process;
    final int port;
    private final BufferedReader out;

    /** What it said of its pool when it had started. */
    final String first;

    private RunningApplication(Process process, int port) throws IOException {
        this.process = process;
        this.port = port;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.first = String.valueOf(out.readLine());
    }

    /** Reachable by local callers only. */
    static RunningApplication local(String... arguments) throws IOException {
        return start(List.of(), 0, arguments);
    }

    /** With user {@code monitor}, password {@code right}. */
    static RunningApplication behindPassword(Path folder) throws IOException {
        Path passwords = Files.writeString(folder.resolve("password"), "monitor right\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        Path access = Files.writeString(folder.resolve("access"), "monitor readonly\n");
        return onSomePort(
                0,
                "-Dcom.sun.management.jmxremote.authenticate=true",
                "-Dcom.sun.management.jmxremote.password.file=" + passwords,
                "-Dcom.sun.management.jmxremote.access.file=" + access);
    }

    /**
     * @param wanted 0 takes a free one
     */
    static RunningApplication open(int wanted) throws IOException {
        return onSomePort(wanted, "-Dcom.sun.management.jmxremote.authenticate=false");
    }

    /** Another process may take a free port before the application does; then the next is tried. */
    private static RunningApplication onSomePort(int wanted, String... security)
            throws IOException {
        String said = "";
        for (int i = 0; i < TRIES; i++) {
            int port = wanted == 0 ? freePort() : wanted;
            List<String> options = new ArrayList<>(List.of(security));
            options.add("-Dcom.sun.management.jmxremote.port=" + port);
            options.add("-Dcom.sun.management.jmxremote.rmi.port=" + port);
            options.add("-Dcom.sun.management.jmxremote.ssl=false");
            options.add("-Dcom.sun.management.jmxremote.host=127.0.0.1");
            options.add("-Djava.rmi.server.hostname=127.0.0.1");
            RunningApplication application = start(options, port);
            if (application.first.startsWith("active=")) {
                return application;
            }
            said = application.first;
            application.close();
        }
        throw new IOException("the application did not start: " + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static RunningApplication start(List<String> options, int port, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(PoolApplication.class.getName());
        command.addAll(List.of(arguments));
        return new RunningApplication(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start(),
                port);
    }

    /**
     * @return what it then says of its pool
     */
    String tell(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        return out.readLine();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
