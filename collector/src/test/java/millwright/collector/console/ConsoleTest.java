package millwright.collector.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.collector.api.FakeExchange;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.api.MemoryCases;
import millwright.collector.cases.Ticket;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final MadeUpFleet demo = DemoFleet.fleet(MadeUpFleet.NOW);
    private final Routes console = console(demo, DemoFleet.cases(demo));

    @Test
    void theWorstHostStandsFirstAndEqualOnesByName() throws Exception {
        List<String> hosts =
                all(get(console, "/"), "<th scope=\"row\"><a href=\"/hosts/([^\"]+)\"");

        assertThat(hosts)
                .startsWith("web-02", "db-01", "mail-01", "cache-01", "web-03", "app-02", "db-02")
                .endsWith(
                        "app-01",
                        "new-01",
                        "report-generation-and-archive-01.kw.smart-dairy.example",
                        "web-01")
                .hasSize(12);
    }

    @Test
    void aCellShowsTheWorstResourceWithItsStateInWords() throws Exception {
        String page = get(console, "/");

        assertThat(page)
                .contains(
                        "<b>7.4\u00a0%</b><span class=\"tag p2\">P2</span><small>/var/lib/data"
                                + " +1</small>")
                .contains("<span class=\"tag silent\">silent</span> last seen 16\u00a0min ago")
                .contains("<span class=\"tag stale\">stale</span>")
                .contains("<span class=\"tag pending\">pending</span>");
    }

    @Test
    void aFilterShowsOnlyWhatWasAskedFor() throws Exception {
        assertThat(rows(get(console, "/?host=WEB"))).isEqualTo(3);
        assertThat(rows(get(console, "/?host=web&troubled=on"))).isEqualTo(2);
        assertThat(get(console, "/?host=nothing"))
                .contains("No host has “nothing” in its name.")
                .contains("href=\"/\">Show all hosts");
    }

    @Test
    void aThousandHostsComeInPagesThatStaySmall() throws Exception {
        MadeUpFleet fleet = DemoFleet.many(MadeUpFleet.NOW, 1000);
        Routes many = console(fleet, new MemoryCases(List.of()));

        String first = get(many, "/");
        String last = get(many, "/?page=99");

        assertThat(rows(first)).isEqualTo(FleetPage.HOSTS);
        assertThat(first).contains("1–200 of 1,000").contains("href=\"/?page=2\"");
        assertThat(last).contains("801–1,000 of 1,000").contains("host-0999");
        assertThat(first.length()).isLessThan(500_000);
    }

    @Test
    void aHostShowsLimitsCoverageAndACourse() throws Exception {
        String page = get(console, "/hosts/web-02");

        assertThat(page)
                .contains("past the limit 97\u00a0% of that")
                .contains("<td>above 97\u00a0%</td><td>15\u00a0min</td>")
                .contains("class=\"course\"")
                .contains("P1 above 97\u00a0%")
                .contains("<a href=\"/tickets/T-000044\">");
    }

    @Test
    void aTicketOfSeveralHostsNamesThemItsCauseAndThatItIsFlapping() throws Exception {
        Routes other = console(demo, new MemoryCases(List.of(shared())));

        assertThat(get(other, "/tickets/T-000090"))
                .contains("<h2 id=\"members-title\">shop: 2 members, 1 of them still bad</h2>")
                .contains("<a href=\"/hosts/web-2\">web-2</a>")
                .contains("Explained by <a href=\"/tickets/T-000041\">T-000041</a>.")
                .contains("flapping</span> since <time datetime=");
        assertThat(get(console, "/tickets/T-000044"))
                .doesNotContain("members-title", "Explained by", "flapping");
    }

    /** db-01 and web-2 of shop, the second one good again. */
    private Ticket shared() {
        IndicatorKey first = new IndicatorKey("db-01", "disk_free", "/var/lib/data");
        Ticket alone = demo.ticket("T-000090", first, 2, 9.5, DAY, true);
        Ticket.Member one = alone.members().get(0);
        Ticket.Member other =
                new Ticket.Member(
                        new IndicatorKey("web-2", "disk_free", "/var"),
                        true,
                        one.joinedAt(),
                        Optional.of(one.joinedAt()),
                        one.episode(),
                        one.evidence());
        return new Ticket(
                alone.id(),
                alone.key(),
                Optional.of("shop"),
                alone.priority(),
                alone.status(),
                alone.openedAt(),
                alone.resolvedAt(),
                alone.closedAt(),
                alone.episode(),
                alone.occurrences(),
                alone.rule(),
                alone.evidence(),
                alone.responseDue(),
                alone.resolutionDue(),
                Optional.of(alone.openedAt()),
                alone.assignee(),
                new Ticket.Links(Optional.empty(), Optional.of("T-000041"), Optional.empty()),
                List.of(one, other),
                alone.events());
    }

    @Test
    void aTicketSaysInOneSentenceWhatHappened() throws Exception {
        assertThat(plain(get(console, "/tickets/T-000044")))
                .contains(
                        "CPU utilization on web-02 was above the limit of 97 % for 15 min; the"
                                + " latest value was 98.1 %.")
                .contains("<tr><th scope=\"row\">Coverage</th><td>100 %")
                .contains(
                        "<th scope=\"row\">w3wp.exe</th><td class=\"num\">4242</td><td"
                                + " class=\"num\">312.4 %</td><td class=\"num\">3.0 GiB</td>")
                .contains("href=\"https://wiki.example.com/runbooks/load\"");
        assertThat(plain(get(console, "/tickets/T-000041")))
                .contains(
                        "Disk free of /var/lib/data on db-01 was 9.9 %, below the limit of 10 %.");
        assertThat(plain(get(console, "/tickets/T-000046")))
                .contains("mail-01 had sent nothing for 5 min 2 s; at most 5 min is allowed.");
    }

    @Test
    void aTicketOfAForecastShowsItsIntervalInTheTimeOfTheSite() throws Exception {
        IndicatorKey disk = new IndicatorKey("db-01", "disk_free", "/var/lib/data");
        Ticket foreseen = demo.foreseen(demo.ticket("T-000091", disk, 1, 9.5, DAY, true));
        String page =
                plain(get(console(demo, new MemoryCases(List.of(foreseen))), "/tickets/T-000091"));

        assertThat(page)
                .contains(
                        "Disk free of /var/lib/data on db-01 was 31.3 %, and is forecast to pass"
                                + " the hard limit of 0 %.")
                .contains("None yet: it is only foreseen.")
                .contains("2026-03-30 01:00 +03:00</time></b> <span class=\"muted\">in 20 h")
                .contains("2026-03-30 06:00 +03:00")
                .contains("beyond 30 d")
                .contains("93 % probable")
                .contains("-8.2 % a day")
                .contains("the level jumped then")
                .contains("P2 by time: possible within 24 h")
                .contains("process &lt;java&gt; <b>+120 MiB a day</b>")
                .doesNotContain("Sustain time");
        assertThat(get(console, "/tickets/T-000044")).doesNotContain("outlook-title");
    }

    @Test
    void openTicketsComeUnlessOthersAreAskedFor() throws Exception {
        assertThat(all(get(console, "/tickets"), "<a href=\"/tickets/(T-\\d+)\">T-")).hasSize(7);
        assertThat(
                        all(
                                get(console, "/tickets?status=resolved"),
                                "<a href=\"/tickets/(T-\\d+)\">T-"))
                .containsExactly("T-000017");
        assertThat(get(console, "/tickets?priority=P3&host=cache-01"))
                .contains("overdue by 2\u00a0d 3\u00a0h");
    }

    @Test
    void anEmptyFleetSaysHowToStartAnAgent() throws Exception {
        MadeUpFleet fleet = new MadeUpFleet(MadeUpFleet.NOW);
        Routes empty = console(fleet, new MemoryCases(List.of()));

        assertThat(get(empty, "/"))
                .contains(
                        "No host has sent anything yet",
                        "millwright-agent run",
                        "http://collector.test:8443");
        assertThat(get(empty, "/tickets")).contains("No open ticket");
    }

    @Test
    void whatDoesNotExistIsSaidOnAPageThatLeadsOn() throws Exception {
        FakeExchange host = FakeExchange.get(console, "/hosts/nobody");
        assertThat(host.status()).isEqualTo(404);
        assertThat(host.text()).contains("No host “nobody”").contains("href=\"/\"");
        assertThat(FakeExchange.get(console, "/tickets/T-9").status()).isEqualTo(404);
        assertThat(FakeExchange.get(console, "/tickets?priority=P9").status()).isEqualTo(400);
        assertThat(FakeExchange.get(console, "/?page=0").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/hosts/web-02", "/tickets", "/tickets/T-000044", "/hosts/nobody"})
    void aPageHasNothingInlineAndAsksNobodyElse(String address) throws Exception {
        FakeExchange exchange = FakeExchange.get(console, address);
        String page = exchange.text();

        assertThat(exchange.answerHeader("Content-Security-Policy"))
                .startsWith("default-src 'none'");
        assertThat(page)
                .doesNotContain("style=")
                .doesNotContain("<style")
                .doesNotContain("onclick");
        assertThat(all(page, "<script([^>]*)>"))
                .allMatch(script -> script.contains("src=\"/assets/"));
        assertThat(all(page, "(?:src|<link[^>]* href)=\"([^\"]*)\""))
                .allMatch(to -> to.startsWith("/"));
        assertThat(page).contains("<main", "<nav aria-label", "lang=\"en\"");
    }

    private static final String EVIL =
            "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>/../&amp;";

    @Test
    void namesFromTheWireAreEscapedEverywhere() throws Exception {
        MadeUpFleet fleet =
                new MadeUpFleet(MadeUpFleet.NOW)
                        .with(
                                EVIL,
                                "disk_free",
                                EVIL,
                                State.BREACHED,
                                2,
                                DAY,
                                ago -> Optional.of(9.5))
                        .with(EVIL, EVIL, "", State.OK, 0, DAY, ago -> Optional.of(1.0));
        IndicatorKey key = new IndicatorKey(EVIL, "disk_free", EVIL);
        MemoryCases cases = new MemoryCases(List.of());
        cases.add(Hostile.ticket(fleet.ticket(EVIL, key, 2, 9.5, DAY, true), EVIL));
        Routes evil = console(fleet, cases);
        String encoded = Links.host(EVIL).substring("/hosts/".length());

        for (String address :
                List.of(
                        "/",
                        "/?host=" + encoded,
                        "/?page=" + encoded,
                        "/hosts/" + encoded,
                        "/hosts/x" + encoded,
                        "/tickets",
                        "/tickets?host=" + encoded + "&indicator=" + encoded,
                        "/tickets?status=" + encoded,
                        "/tickets/" + encoded,
                        "/tickets/x" + encoded)) {
            String page = get(evil, address);
            assertThat(page).as(address).doesNotContain("<script>").doesNotContain("<img src=x");
            assertThat(all(page, "href=\"([^\"]*)\""))
                    .as(address)
                    .noneMatch(to -> to.contains("/.."));
            assertThat(all(page, "href=\"([^\"#]*)#?[^\"]*\""))
                    .as(address)
                    .allMatch(
                            to -> to.isEmpty() || to.startsWith("/") || to.startsWith("https://"));
        }
        assertThat(get(evil, "/")).contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;");
        assertThat(get(evil, "/hosts/" + encoded)).contains("&lt;script&gt;");
    }

    private static Routes console(MadeUpFleet fleet, MemoryCases cases) {
        return MadeUpConsole.routes(
                new Routes(),
                fleet,
                cases,
                fleet.history(),
                ShippedRulebook.rules(),
                InstantSource.fixed(MadeUpFleet.NOW),
                ZoneId.of("Asia/Kuwait"),
                MadeUpPeople.nobody());
    }

    private static String get(Routes routes, String address) throws Exception {
        return FakeExchange.get(routes, address).text();
    }

    private static String plain(String page) {
        return page.replace('\u00a0', ' ');
    }

    private static int rows(String page) {
        return all(page, "(<th scope=\"row\">)").size();
    }

    private static List<String> all(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        return matcher.results().map(result -> result.group(1)).toList();
    }
}
