package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import millwright.collector.forecast.HostLoad;
import millwright.collector.forecast.HostLoads;
import millwright.rules.calendar.Span;
import millwright.rules.decision.ServiceMap;
import org.junit.jupiter.api.Test;

/** db-1 and db-2 are one service, and so is all that begins with {@code many-}. */
class PlannedLoadTest {
    private static final Instant SUNDAY = Instant.parse("2026-03-08T00:00:00Z");
    private static final Span HOUR = Span.of(SUNDAY, Duration.ofHours(1));

    private final Map<String, Double> busy = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private final HostLoads loads =
            new HostLoads() {
                @Override
                public List<String> hosts() {
                    return List.copyOf(busy.keySet());
                }

                @Override
                public Optional<HostLoad> of(String host) {
                    asked.add(host);
                    double[] week = new double[7 * 24];
                    Arrays.fill(week, busy.getOrDefault(host, Double.NaN));
                    return HostLoad.of(
                            (int) (SUNDAY.getEpochSecond() / 3600),
                            week,
                            Optional.empty(),
                            ZoneOffset.UTC);
                }
            };
    private final PlannedLoad load =
            new PlannedLoad(
                    loads,
                    new ServiceMap() {
                        @Override
                        public Optional<String> serviceOf(String host) {
                            return Optional.of(host)
                                    .filter(name -> name.contains("-"))
                                    .map(name -> name.split("-", -1)[0]);
                        }

                        @Override
                        public Set<String> needsOf(String service) {
                            return Set.of();
                        }
                    });

    @Test
    void thePeerThatCarriesTheLoadMeanwhileCountsAsMuch() {
        busy.putAll(Map.of("db-1", 10.0, "db-2", 50.0, "web-1", 90.0, "mail", 90.0));

        assertThat(load.of(Set.of("db-1"), HOUR)).isEqualTo(30);
    }

    @Test
    void aHostWithoutAServiceHasNoPeers() {
        busy.putAll(Map.of("mail", 10.0, "news", 50.0));

        assertThat(load.of(Set.of("mail"), HOUR)).isEqualTo(10);
    }

    @Test
    void ofAHostThatIsNotMeasuredItsPeersTell() {
        busy.put("db-2", 50.0);

        assertThat(load.of(Set.of("db-1"), HOUR)).isEqualTo(50);
    }

    @Test
    void whereNothingIsKnownEveryHourIsAsGoodAsAnother() {
        assertThat(load.of(Set.of("db-1"), HOUR)).isZero();
    }

    @Test
    void halfAPercentIsNoReasonToComeLater() {
        busy.put("db-1", 10.4);
        assertThat(load.of(Set.of("db-1"), HOUR)).isEqualTo(10);
    }

    /** A plan asks for some hundred spans. */
    @Test
    void eachHostIsAskedForOnceAPlanAndAHundredPeersAreEnough() {
        for (int i = 0; i < 150; i++) {
            busy.put("many-%03d".formatted(i), 10.0);
        }
        for (int hour = 0; hour < 50; hour++) {
            Span span = Span.of(SUNDAY.plusSeconds(3600L * hour), Duration.ofHours(1));
            assertThat(load.of(Set.of("many-149"), span)).isEqualTo(10);
        }

        assertThat(asked).hasSize(101).doesNotHaveDuplicates().contains("many-149");
    }
}
