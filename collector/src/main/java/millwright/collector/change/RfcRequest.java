package millwright.collector.change;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.rules.calendar.ChangeType;
import millwright.rules.calendar.Span;

/**
 * What a person asks for by hand: enough for a draft, whose other fields come from the templates.
 *
 * @param work kind of work, which chooses the template; one that the policy does not know gets the
 *     general one
 * @param systems hosts or systems that are affected, 1 to {@value #SYSTEMS_MAX}
 * @param description what is done; empty: the template says it
 * @param time when it shall be done; empty where that is not known yet
 * @param duration of the work alone; from a minute to eight days
 */
public record RfcRequest(
        ChangeType type,
        String work,
        List<String> systems,
        String title,
        String description,
        Optional<Span> time,
        Duration duration) {
    public static final int SYSTEMS_MAX = 50;
    public static final int NAME_LENGTH_MAX = 253;
    public static final int TITLE_LENGTH_MAX = 200;
    public static final Duration LENGTH_MIN = Duration.ofMinutes(1);
    public static final Duration LENGTH_MAX = Duration.ofDays(8);

    /** Where the policy's general texts will do. */
    public static final String GENERAL = "general";

    public RfcRequest {
        requireNonNull(time, "time");
        systems = systems.stream().map(String::strip).distinct().toList();
        if (type == ChangeType.ROUTINE) {
            throw new IllegalArgumentException(
                    "Routine work is no change. Write standard, normal or emergency.");
        }
        if (systems.isEmpty() || systems.size() > SYSTEMS_MAX) {
            throw new IllegalArgumentException(
                    "Name 1 to %d systems that it affects.".formatted(SYSTEMS_MAX));
        }
        systems.forEach(name -> checkLine("a system", name, NAME_LENGTH_MAX));
        checkLine("the kind of work", work, NAME_LENGTH_MAX);
        checkLine("the title", title, TITLE_LENGTH_MAX);
        if (!description.isEmpty()) {
            RfcAct.checkText("the description", description);
        }
        if (duration.compareTo(LENGTH_MIN) < 0 || duration.compareTo(LENGTH_MAX) > 0) {
            throw new IllegalArgumentException("Work takes from a minute to eight days.");
        }
        if (time.filter(span -> span.length().compareTo(duration) < 0).isPresent()) {
            throw new IllegalArgumentException(
                    "The work takes longer than the time from its start to its end.");
        }
    }

    private static void checkLine(String what, String text, int lengthMax) {
        if (text.isBlank() || text.length() > lengthMax || text.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "%s must be one line of 1 to %d characters.".formatted(what, lengthMax));
        }
    }
}
