package millwright.rules.forecast;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Requests of all the kinds that the forecaster tells apart, with other figures for each seed. */
final class MadeUpCourses {
    static final int KINDS = 10;
    private static final int MONTH_END = 9;

    private MadeUpCourses() {}

    /**
     * @param kind from 0 to {@link #KINDS}, exclusive
     */
    static ForecastRequest request(int kind, long seed) {
        Random random = new Random(seed);
        double rate = 0.02 + 0.06 * random.nextDouble();
        int cut = 200 + random.nextInt(200);
        DoubleUnaryOperator noise = Made.noise(0.1 + 2 * random.nextDouble(), seed);
        DoubleUnaryOperator course = course(kind, rate, cut, random.nextInt(24));
        int hours = kind == MONTH_END ? 2300 : 504 + random.nextInt(300);
        Made made =
                Made.hourly(hours, h -> course.applyAsDouble(h) + noise.applyAsDouble(h))
                        .within(new Range(-50, 150))
                        .above(80)
                        .above(90)
                        .below(15)
                        .days(1 + random.nextInt(40));
        return (random.nextInt(4) == 0 ? made.workAt(cut) : made).request();
    }

    /** Of those kinds that do not keep to the calendar. */
    static ForecastRequest withoutMonths(int kind, long seed) {
        return request(kind == MONTH_END ? 0 : kind, seed);
    }

    private static DoubleUnaryOperator course(int kind, double rate, int cut, int phase) {
        return switch (kind) {
            case 0 -> h -> 40 + rate * h;
            case 1 -> h -> 60 - rate * h;
            case 2 -> h -> h < cut ? 40 + rate * h : 20 + rate * h;
            case 3 -> h -> 40 + rate * Math.max(0, h - cut);
            case 4 -> h -> 40 + 15 * Math.sin((h - phase) / 12 * Math.PI);
            case 5 -> h -> 30 + rate * h + (h % Made.WEEK < 120 ? 10 : 0);
            case 6 -> h -> 30 + 0.4 * (h % 72) + 0.2 * rate * h;
            case 7 -> h -> 20 * Math.exp(rate * h / 50);
            case 8 -> h -> 75 - 40 * Math.exp(-rate * h / 10);
            case MONTH_END -> h -> 40 + rate * h / 5 + (isMonthEnd(h) ? 15 : 0);
            default -> throw new IllegalArgumentException("kind " + kind);
        };
    }

    private static boolean isMonthEnd(double hour) {
        ZonedDateTime day = Made.instant(hour).atZone(ZoneOffset.UTC);
        return day.plusDays(3).getMonth() != day.getMonth();
    }
}
