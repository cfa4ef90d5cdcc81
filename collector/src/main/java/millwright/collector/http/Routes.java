package millwright.collector.http;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** Which handler answers what. Patterns are paths with variables: {@code /api/v1/tickets/{id}}. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /**
     * @param method such as {@code GET}; a GET route answers HEAD too
     */
    public record Route(String method, String pattern, Handler handler) {
        public Route {
            requireNonNull(handler, "handler");
            if (!pattern.startsWith("/")) {
                throw new IllegalArgumentException("a pattern starts with /: " + pattern);
            }
        }
    }

    public Routes get(String pattern, Handler handler) {
        return add("GET", pattern, handler);
    }

    public Routes post(String pattern, Handler handler) {
        return add("POST", pattern, handler);
    }

    public Routes put(String pattern, Handler handler) {
        return add("PUT", pattern, handler);
    }

    public Routes delete(String pattern, Handler handler) {
        return add("DELETE", pattern, handler);
    }

    /**
     * Serves the files of a class path folder, such as {@code assets("/assets", Console.class,
     * "assets")} for {@code /assets/console.css}. Browsers revalidate by ETag at each use; with any
     * query ({@code console.css?v=3f9a}) they keep a file for a year.
     *
     * @param path where they are served, without a slash at its end
     * @param anchor the class whose package holds the folder
     * @param folder its name; its own folders are not served
     */
    public Routes assets(String path, Class<?> anchor, String folder) {
        return get(path + "/{file}", new Assets(anchor, folder));
    }

    /** Appends all of another's. */
    public Routes addAll(Routes others) {
        routes.addAll(others.routes);
        return this;
    }

    public List<Route> list() {
        return List.copyOf(routes);
    }

    private Routes add(String method, String pattern, Handler handler) {
        routes.add(new Route(method, pattern, handler));
        return this;
    }
}
