package millwright.agent.probe.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import millwright.agent.probe.accesslog.LogFormat.UnfitLineException;
import org.junit.jupiter.api.Test;

class LogFormatsTest {
    private static final String APACHE =
            "127.0.0.1 - frank [10/Oct/2026:13:55:36 +0300] \"GET /shop?id=1 HTTP/1.1\" 200 2326"
                    + " \"http://ref/\" \"Mozilla/5.0 (X11; Linux)\"";

    private static String words(LogFormat format, String line) throws UnfitLineException {
        Request request = format.parse(line).orElseThrow();
        return request.path() + " " + request.status() + " " + request.seconds();
    }

    private static void unfit(LogFormat format, String line) {
        assertThatThrownBy(() -> format.parse(line)).isInstanceOf(UnfitLineException.class);
    }

    @Test
    void combinedLines() throws UnfitLineException {
        LogFormat format = new CombinedFormat(Optional.empty());
        assertThat(words(format, APACHE)).isEqualTo("/shop?id=1 200 OptionalDouble.empty");
        assertThat(words(format, "::1 - - [t] \"GET /a\\\"b HTTP/1.1\" 503 0"))
                .isEqualTo("/a\\\"b 503 OptionalDouble.empty");
        assertThat(words(format, "::1 - - [t] \"-\" 408 - \"-\" \"-\""))
                .isEqualTo(" 408 OptionalDouble.empty");
        assertThat(words(format, "::1 - - [t] \"\\x16\\x03\\x01\" 400 157 \"-\" \"-\""))
                .startsWith(" 400");
        assertThat(format.parse("")).isEmpty();
    }

    @Test
    void whatIsNoCombinedLineIsUnfit() {
        LogFormat format = new CombinedFormat(Optional.empty());
        for (String line :
                List.of(
                        "hello",
                        "::1 - - [t] \"GET / HTTP/1.1",
                        "::1 - - [t] \"GET / HTTP/1.1\"",
                        "::1 - - [t] \"GET / HTTP/1.1\" 20",
                        "::1 - - [t] \"GET / HTTP/1.1\" 2000 1",
                        "::1 - - [t] \"GET / HTTP/1.1\" 099 1",
                        "::1 - - [t] \"GET / HTTP/1.1\" 600 1",
                        "::1 - - [t] \"GET / HTTP/1.1\\")) {
            unfit(format, line);
        }
    }

    @Test
    void theTimeIsTheLastWord() throws UnfitLineException {
        LogFormat seconds = new CombinedFormat(Optional.of(TimeUnitOfLog.SECONDS));
        assertThat(words(seconds, APACHE + " 0.125")).endsWith("200 OptionalDouble[0.125]");
        assertThat(words(seconds, APACHE + " \"0.125\"")).endsWith("200 OptionalDouble[0.125]");
        assertThat(words(seconds, APACHE + " -")).endsWith("200 OptionalDouble.empty");
        LogFormat micros = new CombinedFormat(Optional.of(TimeUnitOfLog.MICROSECONDS));
        assertThat(words(micros, APACHE + " 250000")).endsWith("200 OptionalDouble[0.25]");
        unfit(seconds, APACHE);
    }

    @Test
    void iisNamesItsColumnsAndMayChangeThem() throws UnfitLineException {
        LogFormat format = new IisFormat();
        unfit(format, "2026-11-24 00:00:01 GET / 200 15");
        assertThat(format.parse("#Software: Microsoft Internet Information Services 10.0"))
                .isEmpty();
        assertThat(
                        format.parse(
                                "#Fields: date time cs-method cs-uri-stem cs-uri-query sc-status"
                                        + " time-taken"))
                .isEmpty();
        assertThat(words(format, "2026-11-24 00:00:01 GET /shop id=1 500 1503"))
                .isEqualTo("/shop?id=1 500 OptionalDouble[1.503]");
        assertThat(words(format, "2026-11-24 00:00:01 GET /shop - 200 15"))
                .isEqualTo("/shop 200 OptionalDouble[0.015]");
        unfit(format, "2026-11-24 00:00:01 GET /shop 200 15");
        assertThat(format.parse("#Fields: time sc-status")).isEmpty();
        assertThat(words(format, "00:00:02 404")).isEqualTo(" 404 OptionalDouble.empty");
        assertThat(format.parse("#Fields: date time")).isEmpty();
        assertThatThrownBy(() -> format.parse("2026-11-24 00:00:02"))
                .hasMessageContaining("no sc-status");
    }

    @Test
    void iisColumnsOutliveARestart() throws UnfitLineException {
        IisFormat before = new IisFormat();
        assertThat(before.parse("#Fields: time sc-status")).isEmpty();
        IisFormat after = new IisFormat();
        after.recall(before.learned());
        assertThat(words(after, "00:00:02 404")).startsWith(" 404");
        IisFormat fresh = new IisFormat();
        fresh.learnFrom(List.of("#Version: 1.0", "#Fields: time sc-status"));
        assertThat(words(fresh, "00:00:02 404")).startsWith(" 404");
    }

    @Test
    void aCustomFormatHasNamedGroups() throws UnfitLineException {
        LogFormat format =
                new CustomFormat(
                        "status=(?<status>\\d+) path=(?<path>\\S+)( ms=(?<milliseconds>\\d+))?");
        assertThat(words(format, "x status=502 path=/a ms=1500"))
                .isEqualTo("/a 502 OptionalDouble[1.5]");
        assertThat(words(format, "x status=502 path=/a")).isEqualTo("/a 502 OptionalDouble.empty");
        unfit(format, "nothing of it");
        assertThatThrownBy(() -> new CustomFormat("(?<code>\\d+)"))
                .hasMessageContaining("no group named status");
    }

    @Test
    void statusesThatCountAsErrors() {
        assertThat(StatusClass.parse("5xx").has(500)).isTrue();
        assertThat(StatusClass.parse("5xx").has(599)).isTrue();
        assertThat(StatusClass.parse("5xx").has(499)).isFalse();
        assertThat(StatusClass.parse("429").has(429)).isTrue();
        assertThat(StatusClass.parse("429").has(430)).isFalse();
        assertThatThrownBy(() -> StatusClass.parse("6xx")).hasMessageContaining("no status");
    }

    @Test
    void theLongestPrefixNamesTheService() {
        ServiceRules rules =
                new ServiceRules(
                        "web",
                        List.of(
                                new ServiceRules.Rule("api", "/api/"),
                                new ServiceRules.Rule("pay", "/api/pay/")));
        assertThat(rules.serviceOf("/api/pay/1")).isEqualTo("pay");
        assertThat(rules.serviceOf("/api/cart")).isEqualTo("api");
        assertThat(rules.serviceOf("/apis")).isEqualTo("web");
        assertThat(rules.serviceOf("")).isEqualTo("web");
    }
}
