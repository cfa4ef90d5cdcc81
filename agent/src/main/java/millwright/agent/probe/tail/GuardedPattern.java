package millwright.agent.probe.tail;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of the site's own, which may be one that takes forever: after {@link
 * #STEPS_MAX} looks at one line's characters it is given up, and it is off from then on.
 */
public final class GuardedPattern {
    /** A sound expression needs a few for each character; a line has at most 32 Ki of them. */
    static final int STEPS_MAX = 2_000_000;

    private final Pattern pattern;
    private Optional<String> trouble = Optional.empty();

    private GuardedPattern(Pattern pattern) {
        this.pattern = requireNonNull(pattern, "pattern");
    }

    /**
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static GuardedPattern compile(String regex) {
        try {
            return new GuardedPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException broken) {
            throw new IllegalArgumentException(
                    "\"%s\" is no regular expression: %s near character %d"
                            .formatted(regex, broken.getDescription(), broken.getIndex() + 1),
                    broken);
        }
    }

    /** Whether the line has it; an expression that is off has nothing. */
    public boolean isFoundIn(String line) {
        return find(line).isPresent();
    }

    /** The first find, with its groups. */
    public Optional<Matcher> find(String line) {
        if (trouble.isPresent()) {
            return Optional.empty();
        }
        try {
            Matcher matcher = pattern.matcher(new CountedText(line, new AtomicInteger()));
            return matcher.find() ? Optional.of(matcher) : Optional.empty();
        } catch (TooManyStepsException endless) {
            trouble =
                    Optional.of(
                            "%s took more than %d steps on a line of %d characters, so it is off"
                                            .formatted(this, STEPS_MAX, line.length())
                                    + ". Nested repeats such as (a+)+ do that; write it without"
                                    + " them and restart the agent");
        } catch (StackOverflowError deep) {
            trouble =
                    Optional.of(
                            "%s went too deep on a line of %d characters, so it is off"
                                            .formatted(this, line.length())
                                    + ". Repeats of groups such as (a|b)* do that; write [ab]* and"
                                    + " restart the agent");
        }
        return Optional.empty();
    }

    /** Why it is off; empty while it is on. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** Whether it has a group of that name. */
    public boolean hasGroup(String name) {
        try {
            var unused = Pattern.compile(pattern.pattern() + "\\k<" + name + ">");
            return true;
        } catch (PatternSyntaxException none) {
            return false;
        }
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super("too many steps", null, false, false);
        }
    }

    /** Counts the looks of a matcher, those at its parts included. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private final AtomicInteger steps;

        CountedText(String text, AtomicInteger steps) {
            this.text = text;
            this.steps = steps;
        }

        @Override
        public char charAt(int index) {
            if (steps.incrementAndGet() > STEPS_MAX) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
