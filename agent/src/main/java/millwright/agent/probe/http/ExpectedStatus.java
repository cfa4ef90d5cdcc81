package millwright.agent.probe.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The status codes that are a good answer: single ones and ranges, both ends included. */
record ExpectedStatus(List<Range> ranges) {
    private static final Pattern RANGE = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");

    record Range(int first, int last) {
        @Override
        public String toString() {
            return first == last ? "" + first : first + "-" + last;
        }
    }

    ExpectedStatus {
        ranges = List.copyOf(ranges);
    }

    /**
     * @throws IllegalArgumentException if one of the texts is neither a code nor a range
     */
    static ExpectedStatus parse(List<String> texts) {
        List<Range> ranges = new ArrayList<>();
        for (String text : texts) {
            Matcher matcher = RANGE.matcher(text.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("\"%s\" is no status".formatted(text));
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first) {
                throw new IllegalArgumentException("\"%s\" ends before it begins".formatted(text));
            }
            ranges.add(new Range(first, last));
        }
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("no status would be good");
        }
        return new ExpectedStatus(ranges);
    }

    boolean matches(int status) {
        return ranges.stream().anyMatch(each -> status >= each.first && status <= each.last);
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
    }
}
