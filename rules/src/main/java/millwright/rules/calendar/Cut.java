package millwright.rules.calendar;

/** A piece that something takes out of a window, as far as one piece of work is concerned. */
record Cut(Obstacle obstacle, Span taken) {
    boolean isSameAs(Cut other) {
        return obstacle.kind() == other.obstacle.kind()
                && obstacle.name().equals(other.obstacle.name());
    }
}
