package millwright.rules.forecast;

import org.apache.commons.math3.random.RandomGenerator;

/** Possible futures of a series. */
interface Paths {
    /**
     * @param of how many are going to be drawn
     * @param steps how long each is
     */
    Draw drawing(int of, int steps);

    /** Draws one after the other. */
    @FunctionalInterface
    interface Draw {
        /**
         * @param path which one, from 0
         * @param values filled with the values at 1, 2, … steps after the end of the history
         */
        void draw(int path, RandomGenerator random, double[] values);
    }
}
