package millwright.agent.probe.fetch;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;

/** A socket that times its connecting, and knows no proxy of the environment. */
final class TracedSocket extends Socket {
    private final Stopwatch watch;

    TracedSocket(Stopwatch watch) {
        super(Proxy.NO_PROXY);
        this.watch = watch;
    }

    @Override
    public void connect(SocketAddress peer, int timeoutMillis) throws IOException {
        watch.begin(Stopwatch.Phase.CONNECT);
        super.connect(peer, timeoutMillis);
        watch.end();
        watch.begin(Stopwatch.Phase.FIRST_BYTE);
    }
}
