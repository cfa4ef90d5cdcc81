package millwright.collector.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** An exchange over Jetty's request and response. Used by one thread. */
final class JettyExchange implements Exchange {
    /** Below it, compression costs more than it saves. */
    private static final int COMPRESSED_BYTES_MIN = 1024;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Map<String, String> variables;
    private final EventStreams streams;
    private final byte[] body;
    private Fields query;
    private boolean answered;

    JettyExchange(
            Request request,
            Response response,
            Callback callback,
            Map<String, String> variables,
            EventStreams streams,
            byte[] body) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.variables = variables;
        this.streams = streams;
        this.body = body;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return Request.getPathInContext(request);
    }

    @Override
    public String path(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no variable " + name);
        }
        return value;
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query().getValue(name));
    }

    @Override
    public List<String> queries(String name) {
        return List.copyOf(query().getValuesOrEmpty(name));
    }

    @Override
    public Set<String> queryNames() {
        return query().getNames();
    }

    @Override
    public boolean hasQuery() {
        String raw = request.getHttpURI().getQuery();
        return raw != null && !raw.isEmpty();
    }

    private Fields query() {
        if (query == null) {
            query = hasQuery() ? Request.extractQueryParameters(request) : Fields.EMPTY;
        }
        return query;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    @Override
    public String client() {
        return Request.getRemoteAddr(request);
    }

    @Override
    public boolean isSecure() {
        return request.isSecure();
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public byte[] bodyBytes() {
        return body;
    }

    @Override
    public Exchange with(String header, String value) {
        response.getHeaders().put(header, value);
        return this;
    }

    @Override
    public void empty(int status) {
        answering();
        response.setStatus(status);
        callback.succeeded();
    }

    @Override
    public void json(int status, Object value) throws IOException {
        compressible(status, "application/json", Json.bytes(value));
    }

    @Override
    public void html(int status, String page) throws IOException {
        compressible(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void bytes(int status, String contentType, byte[] content) {
        answering();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        response.write(true, ByteBuffer.wrap(content), callback);
    }

    @Override
    public void problem(int status, String title, String detail, Map<String, ?> more) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.putAll(more);
        bytes(status, "application/problem+json", Json.bytes(members));
    }

    @Override
    public void problem(int status, String title, String detail) {
        problem(status, title, detail, Map.of());
    }

    @Override
    public EventStream events() {
        answering();
        response.setStatus(200);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .put("X-Accel-Buffering", "no");
        JettyEventStream stream = new JettyEventStream(response, callback);
        if (method().equals("HEAD")) {
            stream.close();
        } else {
            streams.add(stream);
        }
        return stream;
    }

    boolean isAnswered() {
        return answered;
    }

    private void compressible(int status, String contentType, byte[] content) throws IOException {
        response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
        if (content.length < COMPRESSED_BYTES_MIN || !takesGzip()) {
            bytes(status, contentType, content);
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        bytes(status, contentType, packed.toByteArray());
    }

    private boolean takesGzip() {
        return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).contains("gzip");
    }

    private void answering() {
        if (answered) {
            throw new IllegalStateException(
                    "%s %s has been answered already".formatted(method(), path()));
        }
        answered = true;
    }
}
