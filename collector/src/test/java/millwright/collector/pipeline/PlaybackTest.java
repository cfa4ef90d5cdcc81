package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.Micros;
import org.junit.jupiter.api.Test;

class PlaybackTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final List<String> told = new ArrayList<>();

    private Playback playback() {
        return new Playback(catalog, ENGINE, IndicatorMapping.shipped());
    }

    private int disk(String host) {
        return catalog.id(
                new SeriesKey(
                        "disk", new TreeMap<>(Map.of("host", host, "path", "/")), "used_percent"));
    }

    private void run(Playback playback, Playback.Samples samples) throws IOException {
        playback.run(
                samples,
                event ->
                        told.add(
                                "%d min %s %s %s"
                                        .formatted(
                                                Duration.between(TEN, event.at()).toMinutes(),
                                                event.type(),
                                                event.priority(),
                                                event.key())));
    }

    private static long minute(int minute) {
        return Micros.of(TEN.plus(Duration.ofMinutes(minute)));
    }

    @Test
    void whatHappensWhileNobodySendsHasItsOwnTime() throws IOException {
        int disk = disk("db-07");
        run(
                playback().eachSecondUntil(TEN.plus(Duration.ofMinutes(30))),
                visitor -> {
                    visitor.sample(disk, minute(0), 40);
                    visitor.sample(disk, minute(1), 40);
                });

        assertThat(told)
                .containsExactly(
                        "6 min ticket-opened P3 db-07 agent_silent",
                        "16 min ticket-raised P2 db-07 agent_silent",
                        "16 min emergency-requested P2 db-07 agent_silent");
    }

    @Test
    void whileTheCollectorWasAwayNobodyIsSilent() throws IOException {
        int one = disk("db-1");
        int two = disk("db-2");
        run(
                playback().wholeGapsAreOurs(),
                visitor -> {
                    for (int minute : List.of(0, 60, 61, 62, 63, 64, 65, 66)) {
                        visitor.sample(one, minute(minute), 40);
                        visitor.sample(one, minute(minute) + 30_000_000, 40);
                        if (minute == 0) {
                            visitor.sample(two, minute(minute) + 30_000_000, 40);
                        }
                    }
                });

        // The other has not come back: it is silent five minutes after the collector did.
        assertThat(told).containsExactly("65 min ticket-opened P3 db-2 agent_silent");
    }

    @Test
    void noSamplesDecideNothing() throws IOException {
        run(playback(), visitor -> {});

        assertThat(told).isEmpty();
    }
}
