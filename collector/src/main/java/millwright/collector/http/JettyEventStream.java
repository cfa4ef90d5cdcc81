package millwright.collector.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Writes events as Jetty takes them; what waits meanwhile is bounded and goes out in one piece.
 *
 * <p>OPEN → CLOSING (what waits is still written) → ENDED, or OPEN → ENDED when the client is gone
 * or too slow. The fields are guarded by this; Jetty is called outside of the lock.
 */
final class JettyEventStream implements EventStream {
    /** A browser that is this far behind reconnects and reads the page anew. */
    static final int WAITING_BYTES_MAX = 1 << 20;

    private enum State {
        OPEN,
        CLOSING,
        ENDED
    }

    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private final List<Runnable> onClose = new ArrayList<>();
    private State state = State.OPEN;
    private boolean writing;

    JettyEventStream(Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
    }

    @Override
    public boolean send(String event, String data) {
        StringBuilder text = new StringBuilder(event.length() + data.length() + 24);
        text.append("event: ").append(event.replaceAll("[\r\n]", " ")).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        return write(text.append('\n').toString());
    }

    /** Keeps proxies and idle timeouts from closing a quiet stream. */
    boolean comment(String text) {
        return write(": " + text + "\n\n");
    }

    private boolean write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean slow;
        synchronized (this) {
            if (state != State.OPEN) {
                return false;
            }
            slow = waiting.size() + bytes.length > WAITING_BYTES_MAX;
            if (!slow) {
                waiting.writeBytes(bytes);
            }
        }
        if (slow) {
            end(new IllegalStateException("the client reads too slowly"));
            return false;
        }
        writeNext();
        return true;
    }

    private void writeNext() {
        ByteBuffer next;
        synchronized (this) {
            if (writing || state == State.ENDED) {
                return;
            }
            if (waiting.size() == 0) {
                if (state == State.OPEN) {
                    return;
                }
                state = State.ENDED;
                next = null;
            } else {
                next = ByteBuffer.wrap(waiting.toByteArray());
                waiting.reset();
                writing = true;
            }
        }
        if (next == null) {
            callback.succeeded();
        } else {
            response.write(false, next, Callback.from(this::written, this::end));
        }
    }

    private void written() {
        synchronized (this) {
            writing = false;
        }
        writeNext();
    }

    private void end(Throwable reason) {
        List<Runnable> actions;
        synchronized (this) {
            if (state == State.ENDED) {
                return;
            }
            actions = state == State.OPEN ? List.copyOf(onClose) : List.of();
            state = State.ENDED;
            waiting.reset();
        }
        callback.failed(reason);
        actions.forEach(Runnable::run);
    }

    @Override
    public void onClose(Runnable action) {
        synchronized (this) {
            if (state == State.OPEN) {
                onClose.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public void close() {
        List<Runnable> actions;
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            state = State.CLOSING;
            actions = List.copyOf(onClose);
        }
        writeNext();
        actions.forEach(Runnable::run);
    }
}
