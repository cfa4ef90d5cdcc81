package millwright.collector.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the handler of a path: first among the patterns without variables, by one look-up, then
 * among the others in the order in which they were added.
 */
final class Router {
    private final Map<String, Endpoint> exact = new HashMap<>();
    private final List<Endpoint> patterns = new ArrayList<>();

    /** All that is routed at one pattern. */
    private static final class Endpoint {
        private final String[] segments;
        private final Map<String, Handler> handlers = new HashMap<>();

        Endpoint(String pattern) {
            segments = pattern.split("/", -1);
        }

        boolean matches(String[] path) {
            if (path.length != segments.length) {
                return false;
            }
            for (int i = 0; i < path.length; i++) {
                if (isVariable(segments[i]) ? path[i].isEmpty() : !segments[i].equals(path[i])) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> variables(String[] path) {
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < path.length; i++) {
                if (isVariable(segments[i])) {
                    variables.put(
                            segments[i].substring(1, segments[i].length() - 1), decoded(path[i]));
                }
            }
            return variables;
        }

        Found found(String method, Map<String, String> variables) {
            Handler handler = handlers.get(method.equals("HEAD") ? "GET" : method);
            return new Found(Optional.ofNullable(handler), variables, handlers);
        }
    }

    /**
     * What is at a path.
     *
     * @param handler empty where the path exists, but not for this method
     */
    record Found(
            Optional<Handler> handler,
            Map<String, String> variables,
            Map<String, Handler> handlers) {
        /** The value of an {@code Allow} header. */
        String allowed() {
            TreeSet<String> methods = new TreeSet<>(handlers.keySet());
            methods.add("OPTIONS");
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            return String.join(", ", methods);
        }
    }

    Router(Routes routes) {
        Map<String, Endpoint> byPattern = new LinkedHashMap<>();
        for (Routes.Route route : routes.list()) {
            Endpoint endpoint = byPattern.computeIfAbsent(route.pattern(), Endpoint::new);
            if (endpoint.handlers.put(route.method(), route.handler()) != null) {
                throw new IllegalArgumentException(
                        "two handlers for %s %s".formatted(route.method(), route.pattern()));
            }
        }
        byPattern.forEach(
                (pattern, endpoint) -> {
                    if (pattern.contains("{")) {
                        patterns.add(endpoint);
                    } else {
                        exact.put(pattern, endpoint);
                    }
                });
    }

    /**
     * @param path as Jetty's canonical path has it: decoded, but for {@code %2F} and {@code %25}
     */
    Optional<Found> find(String method, String path) {
        Endpoint at = exact.get(path);
        if (at != null) {
            return Optional.of(at.found(method, Map.of()));
        }
        String[] segments = path.split("/", -1);
        for (Endpoint endpoint : patterns) {
            if (endpoint.matches(segments)) {
                return Optional.of(endpoint.found(method, endpoint.variables(segments)));
            }
        }
        return Optional.empty();
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String decoded(String segment) {
        return segment.indexOf('%') < 0
                ? segment
                : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
