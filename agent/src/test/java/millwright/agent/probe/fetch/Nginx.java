package millwright.agent.probe.fetch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real nginx with a gateway whose upstream is away, and TLS. */
public final class Nginx implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/sbin/nginx");

    private static final int ATTEMPTS_MAX = 3;

    private final Process process;
    private final int port;
    private final int tlsPort;

    private Nginx(Process process, int port, int tlsPort) {
        this.process = process;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** Skips the test where nginx is not installed. */
    public static Nginx start(Path folder, TestCertificate certificate) {
        assumeTrue(Files.isExecutable(BINARY), "needs nginx in " + BINARY);
        try {
            for (int attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
                try {
                    return attempt(folder, certificate);
                } catch (IllegalStateException portTaken) {
                    // somebody else was quicker: other ports
                }
            }
            return attempt(folder, certificate);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Nginx attempt(Path folder, TestCertificate certificate) throws IOException {
        int[] ports = freePorts();
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, configuration(folder, certificate, ports));
        Process process =
                new ProcessBuilder(
                                BINARY.toString(),
                                "-p",
                                folder.toString(),
                                "-e",
                                folder.resolve("error.log").toString(),
                                "-c",
                                config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nginx.out").toFile())
                        .start();
        awaitListening(process, folder, ports[1]);
        return new Nginx(process, ports[0], ports[1]);
    }

    /** Free a moment ago. */
    private static int[] freePorts() throws IOException {
        int[] ports = new int[2];
        ServerSocket[] held = new ServerSocket[ports.length];
        for (int i = 0; i < ports.length; i++) {
            held[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            ports[i] = held[i].getLocalPort();
        }
        for (ServerSocket each : held) {
            each.close();
        }
        return ports;
    }

    private static String configuration(Path folder, TestCertificate certificate, int[] ports) {
        return """
        daemon off;
        master_process off;
        worker_processes 1;
        pid FOLDER/nginx.pid;
        events { worker_connections 64; }
        http {
            access_log off;
            client_body_temp_path FOLDER/body;
            proxy_temp_path FOLDER/proxy;
            fastcgi_temp_path FOLDER/fastcgi;
            uwsgi_temp_path FOLDER/uwsgi;
            scgi_temp_path FOLDER/scgi;
            server {
                listen 127.0.0.1:PLAIN;
                listen 127.0.0.1:TLS ssl;
                ssl_certificate CERTIFICATE;
                ssl_certificate_key KEY;
                location = /health { return 200 '{"status":"UP"}'; }
                location = /moved { return 302 /health; }
                location = /login { return 401; }
                location /gateway { proxy_pass http://127.0.0.1:1; }
            }
        }
        """
                .replace("FOLDER", folder.toString())
                .replace("PLAIN", "" + ports[0])
                .replace("TLS", "" + ports[1])
                .replace("CERTIFICATE", certificate.pem().toString())
                .replace("KEY", certificate.keyPem().toString());
    }

    private static void awaitListening(Process process, Path folder, int port) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > until) {
                    process.destroyForcibly();
                    throw new IllegalStateException(
                            "nginx did not start: " + Files.readString(folder.resolve("nginx.out")),
                            notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public String tlsUrl(String path) {
        return "https://localhost:" + tlsPort + path;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
