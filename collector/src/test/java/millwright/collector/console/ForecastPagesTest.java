package millwright.collector.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import millwright.collector.api.FakeExchange;
import millwright.collector.api.MadeUpFleet;
import millwright.collector.forecast.Outlooks;
import millwright.collector.http.Routes;
import millwright.collector.people.MadeUpPeople;
import millwright.collector.rulebook.ShippedRulebook;
import org.junit.jupiter.api.Test;

class ForecastPagesTest {
    private final MadeUpFleet fleet = DemoFleet.fleet(MadeUpFleet.NOW);
    private final Routes console = console(new DemoOutlooks(MadeUpFleet.NOW));

    @Test
    void whatBreaksNextStandsFirstAndWhatCannotBeSaidLast() throws Exception {
        assertThat(hosts(get(console, "/forecasts")))
                .containsExactly("db-01", "web-03", "web-01", "app-01");
    }

    @Test
    void aRowHasTheIntervalTheTrendAndTheRecordOrTheReason() throws Exception {
        assertThat(get(console, "/forecasts"))
                .contains("9 of 12 came true", "none scored yet", "under 1\u00a0%")
                .contains("−1.1\u00a0points a day", "2 days of history, 7 are needed");
    }

    @Test
    void aFilterShowsOnlyWhatWasAskedFor() throws Exception {
        assertThat(hosts(get(console, "/forecasts?show=crossing")))
                .containsExactly("db-01", "web-03");
        assertThat(hosts(get(console, "/forecasts?show=unforecastable"))).containsExactly("app-01");
        assertThat(hosts(get(console, "/forecasts?host=WEB&indicator=disk")))
                .containsExactly("web-03");
        assertThat(get(console, "/forecasts?host=nix")).contains("No forecast fits this filter.");
        assertThat(get(console, "/forecasts?show=doom")).contains("“doom” is no value of “show”");
    }

    @Test
    void aForecastHasItsVerdictItsBandItsLimitsAndWhatItStandsOn() throws Exception {
        assertThat(get(console, Links.forecast(DemoOutlooks.FILLING)))
                .contains("Falls to 10\u00a0% between ")
                .contains("class=\"band\"", "class=\"expected\"", ">now\u00a0</text>")
                .contains(
                        "level 2, 10\u00a0%", "hard limit, 0\u00a0%", "96\u00a0% <b>← expected</b>")
                .contains("for 5 runs in a row", "robust-line + daily")
                .contains("because the level jumped there", "99\u00a0% observed")
                .contains("2 came later than said, 0 earlier or unannounced, 1 never came");
    }

    @Test
    void whatIsTentativeIsCalledSo() throws Exception {
        assertThat(get(console, Links.forecast(DemoOutlooks.DOUBTFUL)))
                .contains("Cannot say: 2 days of history, 7 are needed.")
                .contains("Tentatively, and not to be acted on: Reaches 80\u00a0% from ");
    }

    @Test
    void aHostShowsTheForecastBesideItsIndicator() throws Exception {
        assertThat(get(console, "/hosts/db-01"))
                .contains(
                        "<a href=\"/forecasts/db-01/disk_free?resource=%2Fvar%2Flib%2Fdata\">Forecast</a>:"
                            + " Falls to its hard limit, 0\u00a0%, between ")
                .contains("class=\"band\"");
        assertThat(get(console, "/hosts/app-01"))
                .contains("Cannot say: 2 days of history")
                .doesNotContain("class=\"band\"");
    }

    @Test
    void aTicketLeadsToTheForecastOfItsIndicator() throws Exception {
        String db =
                DemoFleet.cases(fleet).open().stream()
                        .filter(ticket -> ticket.key().equals(DemoOutlooks.SOON))
                        .findFirst()
                        .orElseThrow()
                        .id();
        assertThat(get(console, "/tickets/" + db)).contains(">its forecast</a>");
        assertThat(get(console(Outlooks.NONE), "/tickets/" + db)).doesNotContain("its forecast");
    }

    @Test
    void withoutAnyForecastItSaysWhenThereWillBeOne() throws Exception {
        assertThat(get(console(Outlooks.NONE), "/forecasts")).contains("<h2>No forecast yet</h2>");
        assertThat(get(console(Outlooks.NONE), Links.forecast(DemoOutlooks.SOON)))
                .contains("“db-01 disk_free /var/lib/data” is not forecast.");
        assertThat(get(console, "/forecasts/%20/disk_free")).contains("is not forecast.");
    }

    private static List<String> hosts(String page) {
        return Pattern.compile("<th scope=\"row\" data-label=\"Host\"><a href=\"/hosts/([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private Routes console(Outlooks outlooks) {
        InstantSource clock = InstantSource.fixed(MadeUpFleet.NOW);
        return MadeUpConsole.routes(
                new Routes(),
                fleet,
                DemoFleet.cases(fleet),
                fleet.history(),
                ShippedRulebook.rules(),
                clock,
                ZoneId.of("Asia/Kuwait"),
                MadeUpPeople.open(clock),
                outlooks);
    }

    private static String get(Routes console, String address) throws Exception {
        return FakeExchange.get(console, address).text();
    }
}
