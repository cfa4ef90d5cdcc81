package millwright.collector.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import millwright.collector.http.EventStream;
import millwright.collector.http.Exchange;
import millwright.collector.http.Json;
import millwright.collector.http.Routes;

/** A request without a network: finds its route, keeps the answer. */
public final class FakeExchange implements Exchange {
    private final String method;
    private final String path;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, List<String>> query = new LinkedHashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> answerHeaders = new HashMap<>();
    private final List<String> events = new ArrayList<>();
    private int status;
    private String contentType = "";
    private String answer = "";
    private Runnable onClose = () -> {};
    private boolean gone;
    private byte[] body = new byte[0];
    private String client = "192.0.2.1";
    private boolean secure;

    private FakeExchange(String method, String address) {
        String[] parts = address.split("\\?", 2);
        this.method = method;
        this.path = parts[0];
        headers.put("Host", "collector.test:8443");
        if (parts.length == 2) {
            for (String parameter : parts[1].split("&")) {
                String[] pair = parameter.split("=", 2);
                query.computeIfAbsent(decoded(pair[0]), name -> new ArrayList<>())
                        .add(pair.length == 2 ? decoded(pair[1]) : "");
            }
        }
    }

    /** A request that is still to be sent, {@link #to} some routes. */
    public static FakeExchange of(String method, String address) {
        return new FakeExchange(method, address);
    }

    public FakeExchange header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public FakeExchange sending(String contentType, String content) {
        body = content.getBytes(UTF_8);
        return header("Content-Type", contentType);
    }

    public FakeExchange from(String address) {
        client = address;
        return this;
    }

    public FakeExchange overTls() {
        secure = true;
        return this;
    }

    /** Sends {@code GET} with a path and its query, as a browser writes them. */
    public static FakeExchange get(Routes routes, String address) throws Exception {
        return send("GET", routes, address);
    }

    /** Sends {@code POST} without a body. */
    public static FakeExchange post(Routes routes, String address) throws Exception {
        return send("POST", routes, address);
    }

    private static FakeExchange send(String method, Routes routes, String address)
            throws Exception {
        return of(method, address).to(routes);
    }

    public FakeExchange to(Routes routes) throws Exception {
        for (Routes.Route route : routes.list()) {
            if (route.method().equals(method) && matches(route.pattern())) {
                route.handler().handle(this);
                return this;
            }
        }
        throw new AssertionError("no route for %s %s".formatted(method, path));
    }

    private boolean matches(String pattern) {
        String[] wanted = pattern.split("/", -1);
        String[] given = path.split("/", -1);
        variables.clear();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted.length != given.length) {
                return false;
            }
            if (wanted[i].startsWith("{")) {
                variables.put(wanted[i].substring(1, wanted[i].length() - 1), decoded(given[i]));
            } else if (!wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    public int status() {
        return status;
    }

    public String text() {
        return answer;
    }

    public JsonNode json() throws IOException {
        return new JsonMapper().readTree(answer);
    }

    public String contentType() {
        return contentType;
    }

    public String answerHeader(String name) {
        return answerHeaders.getOrDefault(name, "");
    }

    /** What came as server-sent events: name, space, data. */
    public List<String> sent() {
        return events;
    }

    /** The browser goes away. */
    public void leave() {
        gone = true;
        onClose.run();
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String path(String name) {
        return variables.get(name);
    }

    @Override
    public Optional<String> query(String name) {
        return queries(name).stream().findFirst();
    }

    @Override
    public List<String> queries(String name) {
        return query.getOrDefault(name, List.of());
    }

    @Override
    public Set<String> queryNames() {
        return query.keySet();
    }

    @Override
    public boolean hasQuery() {
        return !query.isEmpty();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public String client() {
        return client;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(bodyBytes());
    }

    @Override
    public byte[] bodyBytes() {
        return body;
    }

    @Override
    public Exchange with(String header, String value) {
        answerHeaders.put(header, value);
        return this;
    }

    @Override
    public void empty(int status) {
        answer(status, "", "");
    }

    @Override
    public void json(int status, Object value) {
        answer(status, "application/json", Json.text(value));
    }

    @Override
    public void html(int status, String page) {
        answer(status, "text/html; charset=utf-8", page);
    }

    @Override
    public void bytes(int status, String type, byte[] content) {
        answer(status, type, new String(content, UTF_8));
    }

    @Override
    public void problem(int status, String title, String detail, Map<String, ?> more) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.putAll(more);
        answer(status, "application/problem+json", Json.text(members));
    }

    @Override
    public EventStream events() {
        answer(200, "text/event-stream", "");
        return new EventStream() {
            @Override
            public boolean send(String event, String data) {
                if (!gone) {
                    events.add(event + " " + data);
                }
                return !gone;
            }

            @Override
            public void onClose(Runnable action) {
                onClose = action;
            }

            @Override
            public void close() {
                leave();
            }
        };
    }

    private void answer(int status, String type, String content) {
        if (this.status != 0) {
            throw new AssertionError("answered twice: " + path);
        }
        this.status = status;
        this.contentType = type;
        this.answer = content;
    }
}
