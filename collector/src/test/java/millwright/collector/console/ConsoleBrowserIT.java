package millwright.collector.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import millwright.collector.api.Api;
import millwright.collector.api.LiveEvents;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.api.MemoryCases;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.Ticket;
import millwright.collector.http.Exchange;
import millwright.collector.http.Handler;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.people.People;
import millwright.collector.people.Role;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.indicator.IndicatorKey;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, from the real server. */
class ConsoleBrowserIT {
    private static final IndicatorKey KEY = new IndicatorKey("web-03", "cpu_utilization", "");

    private final MadeUpFleet fleet = DemoFleet.fleet(MadeUpFleet.NOW);
    private final MemoryCases cases = DemoFleet.cases(fleet);
    private final LiveEvents live = new LiveEvents();
    private final AtomicInteger shown = new AtomicInteger();
    private final CountDownLatch refreshed = new CountDownLatch(1);

    /**
     * A browser prints a page when it has loaded, so the test hangs a picture on the page that
     * comes only after the third reading of the list: the second showed the first ticket, and asked
     * for by the second, the third proves that the page has taken the first in.
     */
    @Test
    void aTicketThatOpensWhileThePageIsShownAppearsOnIt(@TempDir Path profile) throws Exception {
        Path browser = browser();
        Routes routes = new Routes();
        InstantSource clock = InstantSource.fixed(MadeUpFleet.NOW);
        Routes ours = new Routes();
        Api.routes(ours, fleet, cases, fleet.history(), ShippedRulebook.rules(), live, clock);
        Console.routes(
                ours,
                fleet,
                cases,
                fleet.history(),
                ShippedRulebook.rules(),
                clock,
                ZoneId.of("Asia/Kuwait"),
                MadeUpPeople.nobody());
        ours.list().stream()
                .filter(route -> route.method().equals("GET"))
                .forEach(route -> routes.get(route.pattern(), watched(route)));
        routes.get(
                "/picture",
                exchange -> {
                    assertThat(refreshed.await(40, TimeUnit.SECONDS)).isTrue();
                    exchange.empty(404);
                });

        try (HttpServer server = HttpServer.listen(HttpConfig.of("127.0.0.1", 0), routes)) {
            String page = dump(browser, profile, server.port(), "/tickets");

            assertThat(page)
                    .contains("data-state=\"on\"")
                    .contains("T-000098 opened: web-03 cpu_utilization")
                    .contains("<a href=\"/tickets/T-000098\">T-000098</a>");
        }
    }

    /**
     * A script types the token and presses the button; the browser itself says where the form comes
     * from and keeps the cookie. The picture holds the first page open until the form is sent.
     */
    @Test
    void somebodySignsInAndTheNextPageKnowsThem(@TempDir Path profile) throws Exception {
        Path browser = browser();
        People people = MadeUpPeople.open(InstantSource.system());
        String token = MadeUpPeople.add(people, "ali", Role.ENGINEER);
        CountDownLatch sent = new CountDownLatch(1);
        Routes ours =
                Console.routes(
                        new Routes(),
                        fleet,
                        cases,
                        fleet.history(),
                        ShippedRulebook.rules(),
                        InstantSource.fixed(MadeUpFleet.NOW),
                        ZoneId.of("Asia/Kuwait"),
                        people);
        Routes routes = new Routes();
        for (Routes.Route route : ours.list()) {
            boolean isForm = route.method().equals("POST");
            boolean isSignIn = !isForm && route.pattern().equals("/sign-in");
            Handler handler =
                    isSignIn
                            ? exchange -> route.handler().handle(with(exchange, TYPIST))
                            : route.handler();
            if (isForm) {
                routes.post(
                        route.pattern(),
                        exchange -> {
                            sent.countDown();
                            handler.handle(exchange);
                        });
            } else {
                routes.get(route.pattern(), handler);
            }
        }
        routes.get(
                "/typist.js",
                exchange -> exchange.bytes(200, "text/javascript", typing(token).getBytes(UTF_8)));
        routes.get(
                "/picture",
                exchange -> {
                    assertThat(sent.await(40, TimeUnit.SECONDS)).isTrue();
                    exchange.empty(404);
                });

        try (HttpServer server = HttpServer.listen(HttpConfig.of("127.0.0.1", 0), routes)) {
            String page = dump(browser, profile, server.port(), "/sign-in?to=%2Ftickets");

            assertThat(page)
                    .contains("<h1>Tickets</h1>")
                    .contains("<span class=\"name\">The ali</span>");
        }
    }

    private static final String TYPIST =
            "<script src=\"/typist.js\"></script><img src=\"/picture\">";

    private static String typing(String token) {
        return """
        document.querySelector("input[name=token]").value = "%s";
        document.querySelector(".signin button").click();
        """
                .formatted(token);
    }

    private Handler watched(Routes.Route route) {
        return switch (route.pattern()) {
            case "/tickets" ->
                    exchange -> {
                        int count = shown.incrementAndGet();
                        route.handler().handle(with(exchange, "<img src=\"/picture\">"));
                        if (count == 2) {
                            open("T-000099");
                        } else if (count == 3) {
                            refreshed.countDown();
                        }
                    };
            case "/api/v1/events" ->
                    exchange -> {
                        route.handler().handle(exchange);
                        open("T-000098");
                    };
            default -> route.handler();
        };
    }

    private void open(String id) {
        Ticket ticket = fleet.ticket(id, KEY, 2, 93, Duration.ZERO, true);
        cases.add(ticket);
        live.publish(
                new CaseEvent(
                        MadeUpFleet.NOW,
                        "ticket-opened",
                        Optional.of(id),
                        KEY,
                        ticket.priority(),
                        ticket.rule(),
                        "93 % is above the limit of 90 %",
                        Optional.of(ticket.evidence()),
                        Optional.empty()));
    }

    private static Exchange with(Exchange exchange, String more) {
        return (Exchange)
                Proxy.newProxyInstance(
                        Exchange.class.getClassLoader(),
                        new Class<?>[] {Exchange.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("html")) {
                                arguments[1] =
                                        ((String) arguments[1])
                                                .replace("</body>", more + "</body>");
                            }
                            try {
                                Object result = method.invoke(exchange, arguments);
                                return method.getName().equals("with") ? proxy : result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static String dump(Path browser, Path profile, int port, String path) throws Exception {
        Path page = profile.resolve("page.html");
        Process process =
                new ProcessBuilder(
                                browser.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--user-data-dir=" + profile.resolve("profile"),
                                "--dump-dom",
                                "http://127.0.0.1:" + port + path)
                        .redirectOutput(page.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the browser ends").isTrue();
            return Files.readString(page, UTF_8);
        } finally {
            stop(process);
        }
    }

    /** With all its children, which still write into the profile that is to be deleted. */
    private static void stop(Process process) throws IOException {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    private static Path browser() {
        List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
        Optional<Path> found =
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no " + String.join(" or ", names) + " in PATH");
        return found.get();
    }
}
