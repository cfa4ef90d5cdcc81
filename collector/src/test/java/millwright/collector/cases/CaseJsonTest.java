package millwright.collector.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import millwright.rules.decision.OpenCase;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import org.junit.jupiter.api.Test;

class CaseJsonTest {
    private static final Instant SIX = Instant.parse("2026-03-02T06:00:00Z");

    /** What is derived comes in whatever order the JVM likes: the same would have other hashes. */
    @Test
    void aRecordIsWrittenAsItsComponentsInTheirOrder() {
        OpenCase open =
                new OpenCase(
                        "T-000001",
                        new IndicatorKey("db-07", "disk_free", "/var"),
                        Priority.P2,
                        SIX,
                        SIX,
                        Optional.empty(),
                        true,
                        0);

        assertThat(CaseJson.write(open))
                .isEqualTo(
                        "{\"id\":\"T-000001\",\"key\":{\"host\":\"db-07\",\"indicator\":\"disk_free\","
                            + "\"resource\":\"/var\"},\"priority\":\"P2\","
                            + "\"episode\":\"2026-03-02T06:00:00Z\","
                            + "\"joinedAt\":\"2026-03-02T06:00:00Z\",\"recoveredAt\":null,"
                            + "\"flapping\":true,\"settledLevel\":0,\"forecast\":null}");
        assertThat(CaseJson.parse(CaseJson.write(open), OpenCase.class)).isEqualTo(open);
    }
}
