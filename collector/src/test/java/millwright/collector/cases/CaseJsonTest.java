package millwright.collector.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.collector.change.Delegation;
import millwright.collector.change.Minutes;
import millwright.rules.decision.OpenCase;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import org.junit.jupiter.api.Test;

class CaseJsonTest {
    /** What earlier collectors have kept says nothing of who changed it last. */
    @Test
    void minutesAndDelegationsOfEarlierCollectorsAreRead() {
        assertThat(
                        CaseJson.parse(
                                "{\"meeting\":\"2026-02-03T07:00:00Z\",\"present\":[],"
                                        + "\"items\":[],\"notes\":\"\",\"signed\":null,"
                                        + "\"version\":3}",
                                Minutes.class))
                .isEqualTo(
                        new Minutes(
                                Instant.parse("2026-02-03T07:00:00Z"),
                                List.of(),
                                List.of(),
                                "",
                                Optional.empty(),
                                3,
                                Optional.empty()));
        assertThat(
                        CaseJson.parse(
                                        "{\"id\":\"D-000001\",\"role\":\"IT Director\","
                                                + "\"from\":\"dina\",\"to\":\"omar\",\"time\":{"
                                                + "\"start\":\"2026-02-03T07:00:00Z\","
                                                + "\"end\":\"2026-02-04T07:00:00Z\"},"
                                                + "\"reason\":\"leave\","
                                                + "\"givenAt\":\"2026-02-03T06:00:00Z\","
                                                + "\"revokedAt\":\"2026-02-03T08:00:00Z\"}",
                                        Delegation.class)
                                .revokedBy())
                .isEmpty();
    }

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
