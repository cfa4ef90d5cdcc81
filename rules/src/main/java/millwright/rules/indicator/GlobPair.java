package millwright.rules.indicator;

import java.util.BitSet;
import java.util.Optional;

/**
 * Two patterns compared with each other. Walks both at once and remembers the places that led
 * nowhere, so that many stars cost no more than the product of the lengths.
 */
final class GlobPair {
    private final String one;
    private final String two;
    private final BitSet deadEnds = new BitSet();

    GlobPair(String one, String two) {
        this.one = one;
        this.two = two;
    }

    /** Whether {@code one} fits wherever {@code two} does, as far as their text shows. */
    boolean covers() {
        deadEnds.clear();
        return covers(0, 0);
    }

    private boolean covers(int i, int j) {
        if (i == one.length()) {
            return j == two.length();
        }
        if (deadEnds.get(place(i, j))) {
            return false;
        }
        boolean covers;
        if (one.charAt(i) == '*') {
            covers = covers(i + 1, j) || (j < two.length() && covers(i, j + 1));
        } else {
            covers =
                    j < two.length()
                            && two.charAt(j) != '*'
                            && (one.charAt(i) == '?' || one.charAt(i) == two.charAt(j))
                            && covers(i + 1, j + 1);
        }
        deadEnds.set(place(i, j), !covers);
        return covers;
    }

    /** The shortest name found that both fit; empty where there is none. */
    Optional<String> meeting() {
        deadEnds.clear();
        StringBuilder name = new StringBuilder();
        return meet(0, 0, name) ? Optional.of(name.toString()) : Optional.empty();
    }

    private boolean meet(int i, int j, StringBuilder name) {
        if (i == one.length() && j == two.length()) {
            return true;
        }
        if (deadEnds.get(place(i, j))) {
            return false;
        }
        int length = name.length();
        boolean found = starEnds(i, j, name) || step(i, j, name);
        if (!found) {
            name.setLength(length);
            deadEnds.set(place(i, j));
        }
        return found;
    }

    private boolean starEnds(int i, int j, StringBuilder name) {
        int length = name.length();
        if (isStar(one, i) && meet(i + 1, j, name)) {
            return true;
        }
        name.setLength(length);
        return isStar(two, j) && meet(i, j + 1, name);
    }

    /** One character of the name: at least one of the patterns goes on by it. */
    private boolean step(int i, int j, StringBuilder name) {
        if (i == one.length() || j == two.length() || (isStar(one, i) && isStar(two, j))) {
            return false;
        }
        char a = one.charAt(i);
        char b = two.charAt(j);
        if (a == '*') {
            name.append(written(b));
            return meet(i, j + 1, name);
        }
        if (b == '*') {
            name.append(written(a));
            return meet(i + 1, j, name);
        }
        if (a != b && a != '?' && b != '?') {
            return false;
        }
        name.append(written(a == '?' ? b : a));
        return meet(i + 1, j + 1, name);
    }

    private int place(int i, int j) {
        return i * (two.length() + 1) + j;
    }

    private static boolean isStar(String pattern, int at) {
        return at < pattern.length() && pattern.charAt(at) == '*';
    }

    private static char written(char of) {
        return of == '?' ? 'x' : of;
    }
}
