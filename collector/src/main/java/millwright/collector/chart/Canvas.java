package millwright.collector.chart;

import java.util.Arrays;

/**
 * Cells of a terminal, each of two by four dots where the terminal knows Braille. Dots stand before
 * letters, letters before what was filled.
 */
final class Canvas {
    static final int DOTS_ACROSS = 2;
    static final int DOTS_DOWN = 4;
    private static final int BRAILLE = 0x2800;

    /** Unicode's numbering: the fourth row came later. */
    private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    private final int columns;
    private final int rows;
    private final char[] letters;
    private final int[] dots;
    private final char[] plainDots;

    Canvas(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        letters = new char[columns * rows];
        Arrays.fill(letters, ' ');
        dots = new int[columns * rows];
        plainDots = new char[columns * rows];
    }

    int dotsAcross() {
        return columns * DOTS_ACROSS;
    }

    int dotsDown() {
        return rows * DOTS_DOWN;
    }

    /**
     * @param plain the letter for the dot's cell where there is no Braille
     */
    void dot(int x, int y, char plain) {
        if (x >= 0 && x < dotsAcross() && y >= 0 && y < dotsDown()) {
            int cell = y / DOTS_DOWN * columns + x / DOTS_ACROSS;
            dots[cell] |= BITS[y % DOTS_DOWN][x % DOTS_ACROSS];
            plainDots[cell] = plain;
        }
    }

    /** Dots all the way up or down from one height to the other, at one place across. */
    void dots(int x, int from, int to, char plain) {
        for (int y = Math.min(from, to); y <= Math.max(from, to); y++) {
            dot(x, y, plain);
        }
    }

    void letter(int column, int row, char letter) {
        if (column >= 0 && column < columns && row >= 0 && row < rows) {
            letters[row * columns + column] = letter;
        }
    }

    /** Takes the place of dots too. */
    void over(int column, int row, String text) {
        for (int i = 0; i < text.length(); i++) {
            letter(column + i, row, text.charAt(i));
            if (column + i >= 0 && column + i < columns && row >= 0 && row < rows) {
                dots[row * columns + column + i] = 0;
            }
        }
    }

    String row(int row, boolean braille) {
        StringBuilder line = new StringBuilder(columns);
        for (int cell = row * columns; cell < (row + 1) * columns; cell++) {
            if (dots[cell] == 0) {
                line.append(letters[cell]);
            } else {
                line.append(braille ? (char) (BRAILLE + dots[cell]) : plainDots[cell]);
            }
        }
        return line.toString();
    }
}
