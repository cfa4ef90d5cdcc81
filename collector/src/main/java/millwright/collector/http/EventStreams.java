package millwright.collector.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/** The streams that are open: gives each a heart-beat, and ends them when the server stops. */
final class EventStreams {
    private final Set<JettyEventStream> open = ConcurrentHashMap.newKeySet();
    private final Scheduler scheduler;
    private final long beatMillis;
    private volatile boolean closed;

    EventStreams(Scheduler scheduler, Duration beat) {
        this.scheduler = scheduler;
        this.beatMillis = beat.toMillis();
    }

    void start() {
        scheduler.schedule(this::beat, beatMillis, TimeUnit.MILLISECONDS);
    }

    void add(JettyEventStream stream) {
        open.add(stream);
        stream.onClose(() -> open.remove(stream));
        if (closed) {
            stream.close();
        } else {
            stream.comment("open"); // sends the headers at once
        }
    }

    private void beat() {
        if (!closed) {
            open.forEach(stream -> stream.comment("still here"));
            start();
        }
    }

    void close() {
        closed = true;
        open.forEach(JettyEventStream::close);
    }
}
