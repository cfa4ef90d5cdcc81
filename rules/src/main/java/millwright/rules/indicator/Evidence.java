package millwright.rules.indicator;

/**
 * What one window of one level holds. All times in microseconds.
 *
 * @param window length of the window; 0 for a limit that counts at once
 * @param observed how much of it some sample observes
 * @param breached how much of that is past the limit
 * @param since where the first breached time of the window begins; its end where there is none
 * @param value what the level judges by at the end of the window
 */
record Evidence(long window, long observed, long breached, long since, double value) {
    double coverage() {
        return window == 0 ? 1 : (double) observed / window;
    }

    double fraction() {
        return observed == 0 ? 0 : (double) breached / observed;
    }
}
