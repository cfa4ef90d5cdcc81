package millwright.agent.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ShedderPropertyTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> SAMPLERS =
            List.of("cpu", "mem", "disk", "system", "net", "diskio", "procstat_top", "sql/erp");
    private static final Duration SUSTAIN = Duration.ofMinutes(3);

    private static Shedder shedder() {
        return new Shedder(
                new BudgetConfig(
                        true,
                        Map.of(Resource.CPU, 1.0),
                        SUSTAIN,
                        List.of("procstat_top", "*/*", "diskio", "net")),
                SAMPLERS);
    }

    private static Optional<PaceChange> judge(Shedder shedder, Instant at, double percent) {
        return shedder.judge(at, Usage.UNKNOWN.with(Resource.CPU, percent));
    }

    @Property
    void theProtectedAreNeverShedAndChangesAreConsistent(
            @ForAll @Size(max = 400) List<@DoubleRange(min = 0, max = 4) Double> load,
            @ForAll @IntRange(min = 5, max = 200) int secondsBetween) {
        Shedder shedder = shedder();
        Map<String, Pace> paces = new HashMap<>();
        Instant at = START;
        for (double percent : load) {
            at = at.plusSeconds(secondsBetween);
            judge(shedder, at, percent)
                    .ifPresent(
                            change -> {
                                assertThat(change.before())
                                        .isEqualTo(paces.getOrDefault(change.sampler(), Pace.FULL));
                                paces.put(change.sampler(), change.after());
                            });
        }
        assertThat(paces).doesNotContainKeys("cpu", "mem", "disk", "system");
        SAMPLERS.forEach(
                name ->
                        assertThat(shedder.pace(name))
                                .isEqualTo(paces.getOrDefault(name, Pace.FULL)));
    }

    @Property
    void whenTheLoadIsGoneEverythingComesBack(
            @ForAll @Size(max = 300) List<@DoubleRange(min = 0, max = 4) Double> load) {
        Shedder shedder = shedder();
        Instant at = START;
        for (double percent : load) {
            at = at.plusSeconds(60);
            judge(shedder, at, percent);
        }
        // 12 steps at most, each after at most 16 times 6 minutes
        Instant end = at.plus(Duration.ofMinutes(13 * 96));
        while (at.isBefore(end)) {
            at = at.plusSeconds(60);
            judge(shedder, at, 0.1);
        }
        assertThat(SAMPLERS).allMatch(name -> shedder.pace(name) == Pace.FULL);
    }

    /** A load that answers to what is shed is the worst there is. */
    @Property
    void itNeverFlaps(
            @ForAll @DoubleRange(min = 0.2, max = 6) double full,
            @ForAll @DoubleRange(min = 0, max = 1) double leftWhenShed) {
        Shedder shedder = shedder();
        Instant last = Instant.MIN;
        boolean lastWasShedding = false;
        int returns = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            Instant at = START.plusSeconds(60L * minute);
            boolean isShed = shedder.pace("procstat_top") != Pace.FULL;
            Optional<PaceChange> change = judge(shedder, at, isShed ? full * leftWhenShed : full);
            if (change.isPresent()) {
                boolean isShedding = change.get().isShedding();
                if (!last.equals(Instant.MIN)) {
                    Duration since = Duration.between(last, at);
                    Duration least =
                            lastWasShedding && !isShedding ? SUSTAIN.multipliedBy(2) : SUSTAIN;
                    assertThat(since).isGreaterThanOrEqualTo(least);
                }
                returns += isShedding ? 0 : 1;
                last = at;
                lastWasShedding = isShedding;
            }
        }
        // 6, 12, 24, 48 minutes and then 96: five in the first 200 minutes, then one in 99
        assertThat(returns).isLessThanOrEqualTo(20);
    }
}
