package millwright.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import millwright.collector.api.FakeExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {
    @ParameterizedTest(name = "Sec-Fetch-Site {0}, Origin {1}: {2}")
    @CsvSource({
        "same-origin, , true",
        "same-origin, https://outside.test, true", // a proxy may rewrite Host; browsers do not lie
        "same-site, https://collector.test:8443, false",
        "cross-site, https://collector.test:8443, false",
        "none, https://collector.test:8443, false",
        ", https://collector.test:8443, true",
        ", https://Collector.TEST:8443, true",
        ", https://collector.test, false",
        ", https://evil.test:8443, false",
        ", https://collector.test:8443.evil.test, false",
        ", https://collector.test:8443@evil.test, false",
        ", http://collector.test:8443, false",
        ", null, false",
        ", 'https://a b', false",
        ", , false"
    })
    void aRequestIsOursOnlyIfTheBrowserSaysSo(String site, String origin, boolean ours) {
        FakeExchange exchange = FakeExchange.of("POST", "/sign-out").overTls();
        if (site != null) {
            exchange.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            exchange.header("Origin", origin);
        }
        assertThat(SameOrigin.is(exchange)).isEqualTo(ours);
    }

    @Test
    void aProxyMaySpeakTlsForUs() {
        FakeExchange plain = FakeExchange.of("POST", "/sign-out");
        assertThat(SameOrigin.is(plain.header("Origin", "https://collector.test:8443"))).isTrue();
        assertThat(SameOrigin.is(plain.header("Origin", "http://collector.test:8443"))).isTrue();
    }
}
