package millwright.agent.sample;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + "Z");
    }

    @Test
    void ticksFallOnMultiplesOfTheInterval() {
        Ticks ticks = new Ticks(ofSeconds(10), Duration.ZERO);
        assertThat(ticks.after(at("10:02:03.250"))).isEqualTo(at("10:02:10"));
        assertThat(ticks.after(at("10:02:10"))).isEqualTo(at("10:02:20"));
        assertThat(ticks.after(at("10:02:09.999"))).isEqualTo(at("10:02:10"));
    }

    @Test
    void aPhaseShiftsThem() {
        Ticks ticks = new Ticks(ofSeconds(10), ofSeconds(3));
        assertThat(ticks.after(at("10:02:03"))).isEqualTo(at("10:02:13"));
        assertThat(ticks.after(at("10:02:02"))).isEqualTo(at("10:02:03"));
    }

    @Test
    void neighboringNamesGetPhasesFarApart() {
        Set<Long> tenths = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            tenths.add(Ticks.phaseOf("web-%02d".formatted(i), ofMinutes(1)).toSeconds() / 6);
        }
        assertThat(tenths).hasSize(10);
        assertThat(Ticks.phaseOf("web-01", ofMinutes(1)))
                .isEqualTo(Ticks.phaseOf("web-01", ofMinutes(1)));
    }
}
