package millwright.rules.policy;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import millwright.rules.indicator.Priority;
import org.junit.jupiter.api.Test;

class EscalationChainTest {
    private static final EscalationChain CHAIN = MaintenancePolicy.shipped().escalation();

    @Test
    void aMissGoesFromTheNearestAuthorityUpwards() {
        assertThat(CHAIN.next(Priority.P3, 0)).contains("on-call engineer");
        assertThat(CHAIN.next(Priority.P3, 1)).contains("Operations Manager");
        assertThat(CHAIN.next(Priority.P3, 2)).contains("IT Director");
        assertThat(CHAIN.next(Priority.P3, 3)).isEmpty();
    }

    @Test
    void aCriticalTicketStartsHigher() {
        assertThat(CHAIN.next(Priority.P1, 0)).contains("Operations Manager");
        assertThat(CHAIN.next(Priority.P1, 1)).contains("IT Director");
        assertThat(CHAIN.next(Priority.P1, 2)).isEmpty();
    }

    @Test
    void aStepIsDueAtTheTargetAndAtEachFurtherHalfOfIt() {
        assertThat(CHAIN.after(0, ofHours(4))).isEqualTo(ofHours(4));
        assertThat(CHAIN.after(1, ofHours(4))).isEqualTo(ofHours(6));
        assertThat(CHAIN.after(2, ofHours(4))).isEqualTo(ofHours(8));
    }

    @Test
    void afterAnImmediateTargetTheNextAuthorityIsNotToldAtTheSameInstant() {
        assertThat(CHAIN.after(0, Duration.ZERO)).isZero();
        assertThat(CHAIN.after(1, Duration.ZERO)).isEqualTo(ofMinutes(15));
        assertThat(CHAIN.after(1, ofMinutes(30))).isEqualTo(ofMinutes(45));
        assertThat(CHAIN.after(1, ofMinutes(20))).isEqualTo(ofMinutes(35));
    }

    @Test
    void aChainThatLeadsNowhereIsRefused() {
        assertThatThrownBy(() -> chain(List.of(), Map.of()))
                .hasMessageContaining("needs the name of an authority");
        assertThatThrownBy(() -> chain(List.of("a", "b", "a"), Map.of()))
                .hasMessageContaining("stands twice in a, b, a");
        assertThatThrownBy(() -> chain(List.of("a"), Map.of(Priority.P1, "b")))
                .hasMessageContaining("P1 starts at b, which is none of the authorities a");
        assertThatThrownBy(() -> CHAIN.next(Priority.P1, -1)).hasMessageContaining("negative");
    }

    private static EscalationChain chain(List<String> authorities, Map<Priority, String> starts) {
        return new EscalationChain(authorities, starts, 50, ofMinutes(15));
    }
}
