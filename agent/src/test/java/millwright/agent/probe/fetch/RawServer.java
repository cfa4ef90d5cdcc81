package millwright.agent.probe.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A server that may do to its peer whatever a test wants, on a thread for each connection. */
public final class RawServer implements AutoCloseable {
    /** Returns when it has had enough; the connection is closed then. */
    public interface Behavior {
        void serve(Peer peer) throws IOException, InterruptedException;
    }

    /** One connection. */
    public static final class Peer {
        private final Socket socket;
        private final AtomicLong bytesSent;

        private Peer(Socket socket, AtomicLong bytesSent) {
            this.socket = socket;
            this.bytesSent = bytesSent;
        }

        public OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        /** To the empty line; gives up where there is none. */
        public String readHead() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    throw new IOException("the client has gone");
                }
                head.append((char) c);
            }
            return head.toString();
        }

        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public void send(byte[] bytes) throws IOException {
            out().write(bytes);
            out().flush();
            bytesSent.addAndGet(bytes.length);
        }

        /** Until the client goes. */
        public void sendForever(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            while (true) {
                send(bytes);
            }
        }

        /** Says nothing more, until the client goes. */
        public void staySilent() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // what it sends is of no interest
            }
        }
    }

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesSent = new AtomicLong();

    public RawServer(Behavior behavior) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        daemon(() -> accept(behavior));
    }

    private void accept(Behavior behavior) {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> serve(socket, behavior));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket, Behavior behavior) {
        try (socket) {
            behavior.serve(new Peer(socket, bytesSent));
        } catch (IOException gone) {
            // the client has had enough
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** To all clients, as far as the network took it. */
    public long bytesSent() {
        return bytesSent.get();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
