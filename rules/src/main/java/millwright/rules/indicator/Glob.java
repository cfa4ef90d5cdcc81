package millwright.rules.indicator;

import java.util.Optional;

/** A pattern for names: {@code *} stands for any text, {@code ?} for one character; blank is *. */
public record Glob(String pattern) implements Comparable<Glob> {
    public static Glob of(String text) {
        String pattern = text.strip();
        return new Glob(pattern.isEmpty() ? "*" : pattern);
    }

    public boolean matches(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length()
                    && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /**
     * Whether this one fits wherever the other does. Sure where it says so; of two patterns that
     * fit the same names by different ways it may say no.
     */
    public boolean covers(Glob other) {
        return new GlobPair(pattern, other.pattern).covers();
    }

    /** A name that both fit, if there is one. */
    public Optional<String> meet(Glob other) {
        return new GlobPair(pattern, other.pattern).meeting();
    }

    /** A name that fits, and that no pattern but a wildcard will fit besides. */
    public String witness() {
        String name = pattern.replace('*', '~').replace('?', '~');
        return name.isBlank() ? "~" : name;
    }

    /** The more of the pattern is literal, the more specific it is; a whole name most of all. */
    @Override
    public int compareTo(Glob other) {
        int byLength = Integer.compare(literals(), other.literals());
        return byLength != 0 ? byLength : Boolean.compare(isLiteral(), other.isLiteral());
    }

    public boolean isLiteral() {
        return literals() == pattern.length();
    }

    private int literals() {
        return (int) pattern.chars().filter(c -> c != '*' && c != '?').count();
    }
}
