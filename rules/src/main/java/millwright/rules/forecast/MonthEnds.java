package millwright.rules.forecast;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A pulse that comes with the turn of the month, such as closing runs that fill a disk for three
 * days. Months differ in length, so no period finds it.
 *
 * @param start in hours from the turn of the month, usually below 0
 * @param end in hours from the turn of the month
 * @param size in the indicator's unit; 0 where there is none
 */
record MonthEnds(Instant last, ZoneId zone, double start, double end, double size) {
    private static final double PULSE_HOURS_MIN = 12;
    private static final double APART_HOURS = 20;
    private static final double REACH_HOURS = 24 * 5;

    static MonthEnds none(Series series, ZoneId zone) {
        return new MonthEnds(series.last, zone, 0, 0, 0);
    }

    static MonthEnds of(Series series, List<Jumps.Pulse> pulses, ZoneId zone) {
        List<double[]> seen = new ArrayList<>();
        int pulsesAtAll = 0;
        MonthEnds none = none(series, zone);
        for (Jumps.Pulse pulse : pulses) {
            double from = series.hours[pulse.from()];
            boolean open = pulse.to() >= series.size();
            double to = open ? 0 : series.hours[pulse.to()];
            if (to - from < PULSE_HOURS_MIN || open) {
                continue;
            }
            pulsesAtAll++;
            double turn = none.nearestTurn((from + to) / 2);
            if (Math.abs(from - turn) <= REACH_HOURS) {
                seen.add(new double[] {from - turn, to - turn, pulse.size()});
            }
        }
        if (seen.size() < 2) {
            return none;
        }
        double start = middle(seen, 0);
        double end = middle(seen, 1);
        double size = middle(seen, 2);
        long alike =
                seen.stream()
                        .filter(
                                s ->
                                        Math.abs(s[0] - start) <= APART_HOURS
                                                && Math.abs(s[1] - end) <= APART_HOURS
                                                && Math.abs(s[2] - size) < 0.5 * Math.abs(size))
                        .count();
        double months = -series.hours[0] / 730.5;
        return alike >= 2 && alike >= 0.6 * pulsesAtAll && alike >= 0.6 * (months - 1)
                ? new MonthEnds(series.last, zone, start, end, size)
                : none;
    }

    private static double middle(List<double[]> seen, int column) {
        return Robust.median(seen.stream().mapToDouble(s -> s[column]).toArray());
    }

    double at(double hours) {
        if (size == 0) {
            return 0;
        }
        double turn = nearestTurn(hours - (start + end) / 2);
        return hours >= turn + start - 1e-6 && hours < turn + end - 1e-6 ? size : 0;
    }

    private double nearestTurn(double hours) {
        ZonedDateTime when = last.plusSeconds(Math.round(hours * 3600)).atZone(zone);
        ZonedDateTime first = when.toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
        ZonedDateTime next = first.plusMonths(1);
        double before = relative(first);
        double after = relative(next);
        return hours - before < after - hours ? before : after;
    }

    private double relative(ZonedDateTime turn) {
        return (turn.toEpochSecond() - last.getEpochSecond()) / 3600.0;
    }
}
