package millwright.agent.probe.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestTest {
    private static Request of(String uri) {
        return Request.get(
                URI.create(uri),
                List.of(Header.of("Authorization", "Bearer hush")),
                new Trust(Optional.empty(), true));
    }

    @Test
    void theQueryMayHoldATokenAndIsNotShown() {
        Request request = of("https://api:8443/v1/health?token=hush#top");
        assertThat(request.place()).isEqualTo("https://api:8443/v1/health");
        assertThat(request.toString()).doesNotContain("hush");
        assertThat(request.target()).isEqualTo("/v1/health?token=hush");
    }

    @Test
    void aSchemeHasItsPort() {
        assertThat(of("http://api").port()).isEqualTo(80);
        assertThat(of("https://api").port()).isEqualTo(443);
        assertThat(of("https://api").authority()).isEqualTo("api");
        assertThat(of("https://api").target()).isEqualTo("/");
    }

    @Test
    void anAddressOfTheSixthVersionKeepsItsBracketsWhereTheyBelong() {
        Request request = of("http://[::1]:8080/x");
        assertThat(request.host()).isEqualTo("::1");
        assertThat(request.authority()).isEqualTo("[::1]:8080");
        assertThat(request.place()).isEqualTo("http://[::1]:8080/x");
    }

    @Test
    void anOriginIsSchemeHostAndPort() {
        assertThat(of("http://api/a").isOfSameOrigin(of("http://API:80/b"))).isTrue();
        assertThat(of("http://api/a").isOfSameOrigin(of("https://api/a"))).isFalse();
        assertThat(of("http://api/a").isOfSameOrigin(of("http://api:81/a"))).isFalse();
        assertThat(of("http://api/a").isOfSameOrigin(of("http://other/a"))).isFalse();
    }

    @Test
    void onlyTheWebIsAsked() {
        assertThatThrownBy(() -> of("ftp://api/a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ftp://api/a is no http address");
    }
}
