package millwright.agent.probe.fetch;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * What to ask, and whom to believe.
 *
 * @param uri {@code http} or {@code https}, with a host and without credentials
 * @param headers beside {@code Host} and {@code Content-Length}, which are always sent
 * @param body empty where the request has none
 */
public record Request(
        URI uri,
        String method,
        List<Header> headers,
        String body,
        Trust trust,
        AddressFamily family) {
    public Request {
        requireNonNull(method, "method");
        requireNonNull(body, "body");
        requireNonNull(trust, "trust");
        requireNonNull(family, "family");
        headers = List.copyOf(headers);
        if (!isHttp(uri) || uri.getHost() == null) {
            throw new IllegalArgumentException("%s is no http address".formatted(place(uri)));
        }
    }

    public static Request get(URI uri, List<Header> headers, Trust trust) {
        return new Request(uri, "GET", headers, "", trust, AddressFamily.ANY);
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme())
                || "https".equalsIgnoreCase(uri.getScheme());
    }

    public boolean isTls() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** The host without the brackets of an IPv6 address. */
    String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        int standard = isTls() ? 443 : 80;
        return uri.getPort() < 0 ? standard : uri.getPort();
    }

    /** As the {@code Host} header says it: with a port only where the address has one. */
    String authority() {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /** Path and query as they go over the wire. */
    String target() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** The address for people: without its query, which may hold a token. */
    public String place() {
        return place(uri);
    }

    private static String place(URI uri) {
        try {
            String authority = uri.getHost() == null ? "" : uri.getHost();
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return new URI(uri.getScheme(), authority + port, uri.getPath(), null, null).toString();
        } catch (URISyntaxException opaque) {
            return uri.getScheme() + ":";
        }
    }

    /** Whether both reach the same server, so that what one may know the other may know too. */
    public boolean isOfSameOrigin(Request other) {
        return isTls() == other.isTls()
                && port() == other.port()
                && host().equalsIgnoreCase(other.host());
    }

    /** Without its headers. */
    @Override
    public String toString() {
        return method + " " + place();
    }
}
