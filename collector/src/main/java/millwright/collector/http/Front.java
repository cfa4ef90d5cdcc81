package millwright.collector.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between Jetty and our handlers: finds the route, reads the body, and answers for failures. */
final class Front extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final byte[] NO_BODY = new byte[0];
    private final Router router;
    private final EventStreams streams;
    private final int bodyBytesMax;
    private final AtomicLong bodiesBudget;
    private final boolean tlsOnly;

    /**
     * @param tlsOnly whether what comes in plain is refused
     */
    Front(Router router, EventStreams streams, HttpConfig config, boolean tlsOnly) {
        this.router = router;
        this.streams = streams;
        this.bodyBytesMax = config.bodyBytesMax();
        this.bodiesBudget = new AtomicLong(config.bodiesBytesMax());
        this.tlsOnly = tlsOnly;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (tlsOnly && !request.getConnectionMetaData().isSecure()) {
            // Whatever secret it sent has been readable already; nothing more of it is taken.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            refuse(exchange(request, response, callback, Map.of(), NO_BODY), plain());
            return true;
        }
        Optional<Router.Found> found =
                router.find(request.getMethod(), Request.getPathInContext(request));
        Map<String, String> variables = found.map(Router.Found::variables).orElse(Map.of());
        // A handler may take longer than the idle timeout; waiting for the client may not.
        request.addIdleTimeoutListener(timeout -> false);
        if (Body.isEmpty(request)) {
            answer(found, exchange(request, response, callback, variables, NO_BODY));
            return true;
        }
        gather(found, request, response, callback, variables);
        return true;
    }

    private static HttpProblem plain() {
        return new HttpProblem(
                400,
                "TLS needed",
                "This collector speaks TLS here. Write https:// in front of its address.");
    }

    private void gather(
            Optional<Router.Found> found,
            Request request,
            Response response,
            Callback callback,
            Map<String, String> variables) {
        Body[] self = new Body[1];
        Callback releasing = Callback.from(callback, () -> self[0].release());
        self[0] =
                new Body(
                        request,
                        bodyBytesMax,
                        bodiesBudget,
                        body ->
                                answer(
                                        found,
                                        exchange(request, response, releasing, variables, body)),
                        problem -> {
                            // The rest of the body is not read: this connection cannot go on.
                            response.getHeaders().put(HttpHeader.CONNECTION, "close");
                            refuse(
                                    exchange(request, response, releasing, variables, NO_BODY),
                                    problem);
                        },
                        releasing::failed);
        self[0].run();
    }

    private JettyExchange exchange(
            Request request,
            Response response,
            Callback callback,
            Map<String, String> variables,
            byte[] body) {
        return new JettyExchange(request, response, callback, variables, streams, body);
    }

    private static void answer(Optional<Router.Found> found, JettyExchange exchange) {
        if (found.isEmpty()) {
            exchange.problem(404, "Not found", "There is nothing at " + exchange.path() + ".");
        } else if (found.get().handler().isPresent()) {
            handle(found.get().handler().get(), exchange);
        } else {
            exchange.with("Allow", found.get().allowed());
            if (exchange.method().equals("OPTIONS")) {
                exchange.empty(204);
            } else {
                exchange.problem(
                        405,
                        "Method not allowed",
                        "%s takes %s, not %s."
                                .formatted(
                                        exchange.path(), found.get().allowed(), exchange.method()));
            }
        }
    }

    private static void handle(millwright.collector.http.Handler handler, JettyExchange exchange) {
        try {
            handler.handle(exchange);
            if (!exchange.isAnswered()) {
                throw new IllegalStateException("the handler gave no answer");
            }
        } catch (HttpProblem problem) {
            refuse(exchange, problem);
        } catch (EofException gone) {
            LOG.debug("The client left during {} {}", exchange.method(), exchange.path());
        } catch (Throwable failure) { // also an Error: the client must hear something
            fail(exchange, failure);
        }
    }

    private static void refuse(JettyExchange exchange, HttpProblem problem) {
        if (problem.status() == 503 || problem.status() == 429) {
            exchange.with("Retry-After", "1");
        }
        exchange.problem(problem.status(), problem.title(), problem.getMessage());
    }

    private static void fail(JettyExchange exchange, Throwable failure) {
        String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
        LOG.error("{} {} failed, id {}", exchange.method(), exchange.path(), id, failure);
        if (!exchange.isAnswered()) {
            exchange.problem(
                    500,
                    "Internal error",
                    "Something of ours failed. The collector's log has it under this id.",
                    Map.of("id", id));
        }
    }
}
