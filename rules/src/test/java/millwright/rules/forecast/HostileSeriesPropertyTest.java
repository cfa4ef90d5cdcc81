package millwright.rules.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import millwright.rules.indicator.Direction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever a broken exporter sends: an answer in order, or a reason; never an exception. */
class HostileSeriesPropertyTest {
    private static final int VALUES = 16;
    private static final int SPACINGS = 6;
    private static final long YEAR_SECONDS = 31_536_000;

    /** 1970 and before, the year 1, and fifty years before the year 10000. */
    private static final long[] STARTS = {0, -1, -62_135_596_800L, 251_825_000_000L, 1_772_409_600};

    private static final long[] SILENT_SECONDS = {
        0, 1, 3600, 86_400 * 3, 86_400 * 20, YEAR_SECONDS
    };

    private static final List<Duration> HORIZONS =
            List.of(
                    Duration.ofHours(1),
                    Duration.ofHours(30),
                    Duration.ofDays(14),
                    Duration.ofDays(366));

    private static final List<Range> RANGES =
            List.of(
                    Range.ANY,
                    Range.PERCENT,
                    Range.NOT_NEGATIVE,
                    new Range(-Double.MAX_VALUE, Double.MAX_VALUE),
                    new Range(0, 1e-10));

    @Property(tries = 600)
    void theAnswerIsInOrder(
            @ForAll @IntRange(min = 0, max = VALUES - 1) int values,
            @ForAll @IntRange(min = 0, max = SPACINGS - 1) int spacing,
            @ForAll long seed) {
        Random random = new Random(seed);
        ForecastRequest request = request(values, spacing, random);

        Forecast forecast = new Forecaster(ForecastTerms.STANDARD).forecast(request);

        inOrder(forecast.quality());
        if (forecast instanceof Forecast.Unforecastable none) {
            assertThat(none.sentence()).isNotBlank();
            none.tentative().ifPresent(expected -> inOrder(expected, request));
        } else {
            inOrder((Forecast.Expected) forecast, request);
        }
    }

    private static void inOrder(Quality quality) {
        assertThat(quality.history()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(quality.coverage()).isBetween(0.0, 1.0);
        assertThat(quality.relativeError()).isBetween(0.0, Double.MAX_VALUE);
    }

    /**
     * Record and path have refused what is not in order themselves: low, middle, high and times.
     */
    private static void inOrder(Forecast.Expected expected, ForecastRequest request) {
        Path path = expected.path();
        assertThat(path.size()).isPositive();
        for (int i = 0; i < path.size(); i++) {
            assertThat(path.low(i)).isBetween(request.range().floor(), path.middle(i)).isFinite();
            assertThat(path.high(i))
                    .isBetween(path.middle(i), request.range().ceiling())
                    .isFinite();
        }
        Segment segment = expected.segment();
        assertThat(segment.ratePerDay()).isFinite();
        assertThat(segment.points()).isPositive();
        assertThat(segment.start()).isBetween(request.history().first(), request.history().last());
        assertThat(expected.crossings()).hasSameSizeAs(request.limits());
        for (Crossing crossing : expected.crossings()) {
            assertThat(crossing.probability()).isBetween(0.0, 1.0);
            crossing.early().ifPresent(early -> assertThat(early).isAfterOrEqualTo(expected.at()));
        }
    }

    private static ForecastRequest request(int values, int spacing, Random random) {
        int n = random.nextInt(random.nextInt(3) == 0 ? 30 : 600);
        long[] seconds = new long[n];
        double[] measured = new double[n];
        long at = STARTS[random.nextInt(STARTS.length)];
        for (int i = 0; i < n; i++) {
            at += step(spacing, random);
            seconds[i] = at;
            measured[i] = value(values, i, random);
        }
        Instant now =
                Instant.ofEpochSecond(at + SILENT_SECONDS[random.nextInt(SILENT_SECONDS.length)]);
        double limit = value(values, n + 50, random);
        limit = Double.isFinite(limit) ? limit : 3;
        SiteDays kathmandu =
                new SiteDays(
                        ZoneId.of("Asia/Kathmandu"), Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY));
        return new ForecastRequest(
                Observations.of(seconds, measured),
                now,
                HORIZONS.get(random.nextInt(HORIZONS.size())),
                List.of(
                        Limit.level(1, Direction.ABOVE, limit),
                        Limit.level(2, Direction.BELOW, limit),
                        Limit.level(3, Direction.ABOVE, random.nextBoolean() ? 1e300 : 1e-310)),
                RANGES.get(random.nextInt(RANGES.size())),
                random.nextBoolean()
                        ? List.of()
                        : List.of(now, now.minusSeconds(random.nextInt(1_000_000))),
                random.nextBoolean() ? SiteDays.UTC : kathmandu);
    }

    private static long step(int spacing, Random random) {
        return switch (spacing) {
            case 0 -> 0;
            case 1 -> 3600;
            case 2 -> random.nextInt(7200);
            case 3 -> random.nextInt(40) == 0 ? YEAR_SECONDS * random.nextInt(3) : 60;
            case 4 -> 86_400 * 7;
            default -> 1;
        };
    }

    private static double value(int kind, int i, Random random) {
        return switch (kind) {
            case 0 -> random.nextGaussian() * 1e300;
            case 1 -> random.nextGaussian() * 1e-300;
            case 2 -> Double.MIN_VALUE * random.nextInt(5);
            case 3 -> i % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE;
            case 4 -> i % 2;
            case 5 -> 7;
            case 6 -> random.nextInt(4) == 0 ? Double.NaN : 1 / random.nextDouble();
            case 7 -> Double.longBitsToDouble(random.nextLong());
            case 8 -> i * 1e305;
            case 9 -> Math.exp(i * 0.7); // infinite after a thousand
            case 10 -> random.nextGaussian() * 1e155;
            case 11 -> i * 1e-310;
            case 12 -> 1e16 + i;
            case 13 -> Double.MAX_VALUE;
            case 14 -> random.nextInt(50) == 0 ? 1e200 : i;
            default -> -0.0;
        };
    }
}
