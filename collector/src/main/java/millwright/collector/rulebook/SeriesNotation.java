package millwright.collector.rulebook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.rules.indicator.DetectionPolicy;

/**
 * A series in promtool's notation, an item for each interval:
 *
 * <pre>
 * 20        one sample
 * 20x3      the sample and three more of it: 20 20 20 20
 * 20+5x3    the sample and three more, each 5 above the one before: 20 25 30 35
 * 20-5x3    … below: 20 15 10 5
 * 3/200     of 200 requests of this interval, 3 failed; x repeats it as well
 * _         no sample; _x3 three of them
 * stale     as many missing samples as make the series stale
 * </pre>
 */
final class SeriesNotation {
    static final int SLOTS_MAX = 200_000;

    private static final String NUMBER = "-?\\d+(?:\\.\\d+)?";
    private static final Pattern VALUES =
            Pattern.compile("(%s)([+-]\\d+(?:\\.\\d+)?)?(?:x(\\d{1,6}))?".formatted(NUMBER));
    private static final Pattern COUNTS =
            Pattern.compile("(\\d+(?:\\.\\d+)?)/(\\d+(?:\\.\\d+)?)(?:x(\\d{1,6}))?");
    private static final Pattern GAPS = Pattern.compile("_(?:x(\\d{1,6}))?");

    private SeriesNotation() {}

    /**
     * @throws IllegalArgumentException if an item is none of these
     */
    static List<Slot> parse(String text, Duration interval) {
        List<Slot> slots = new ArrayList<>();
        for (String item : text.strip().split("\\s+")) {
            add(item, interval, slots);
            if (slots.size() > SLOTS_MAX) {
                throw new IllegalArgumentException(
                        "a series has at most %d samples".formatted(SLOTS_MAX));
            }
        }
        return slots;
    }

    private static void add(String item, Duration interval, List<Slot> slots) {
        Matcher values = VALUES.matcher(item);
        Matcher counts = COUNTS.matcher(item);
        Matcher gaps = GAPS.matcher(item);
        if (values.matches()) {
            double first = Double.parseDouble(values.group(1));
            double step = values.group(2) == null ? 0 : Double.parseDouble(values.group(2));
            for (int i = 0; i <= times(values.group(3), 0); i++) {
                slots.add(new Slot.Value(rounded(first + i * step)));
            }
        } else if (counts.matches()) {
            Slot one =
                    new Slot.Counts(
                            Double.parseDouble(counts.group(1)),
                            Double.parseDouble(counts.group(2)));
            slots.addAll(Collections.nCopies(1 + times(counts.group(3), 0), one));
        } else if (gaps.matches()) {
            slots.addAll(Collections.nCopies(times(gaps.group(1), 1), new Slot.Gap()));
        } else if (item.equals("stale")) {
            slots.addAll(Collections.nCopies(untilStale(interval), new Slot.Gap()));
        } else {
            throw new IllegalArgumentException(
                    "\"%s\" is no sample. Write a number, 20x3, 20+5x3, 3/200, _, _x3 or stale."
                            .formatted(item));
        }
    }

    private static int times(String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    /** 0.1 three times is 0.3, as whoever wrote the limit 0.3 means it. */
    private static double rounded(double value) {
        return Math.round(value * 1e9) / 1e9;
    }

    /** A series is stale after 5 minutes, or three intervals where that is longer. */
    private static int untilStale(Duration interval) {
        Duration patience = DetectionPolicy.standard().staleAfter();
        Duration three = interval.multipliedBy(3);
        Duration silence = three.compareTo(patience) > 0 ? three : patience;
        return (int) (silence.toMillis() / Math.max(1, interval.toMillis())) + 1;
    }
}
