package millwright.collector.console;

import java.util.Comparator;
import java.util.Optional;
import millwright.collector.pipeline.IndicatorView;
import millwright.rules.indicator.Direction;
import millwright.rules.indicator.Judgement;
import millwright.rules.indicator.Level;
import millwright.rules.indicator.Priority;

/**
 * How bad a state is, and how a page says so: by colour, and by a word for those who see none.
 *
 * @param style class of the style sheet
 * @param word such as {@code P1}, {@code pending}, {@code ok}
 * @param rank greater is worse
 */
record Standing(String style, String word, int rank) {
    static final int TROUBLED = 100;

    static final Standing SILENT = new Standing("silent", "silent", 420);

    /** Worst first; of equally bad ones the one with the worse value. */
    static final Comparator<IndicatorView> WORST_FIRST =
            Comparator.<IndicatorView>comparingInt(i -> -of(i).rank())
                    .thenComparingDouble(Standing::goodness)
                    .thenComparing(IndicatorView::key);

    static Standing of(IndicatorView indicator) {
        return indicator
                .judgement()
                .map(Standing::of)
                .orElse(new Standing("unjudged", "no data yet", 5));
    }

    static Standing of(Judgement judgement) {
        Optional<Priority> priority = judgement.level().map(Level::priority);
        String name = priority.map(Priority::name).orElse("breached");
        String style = style(priority);
        int urgency = priority.map(Standing::urgency).orElse(0);
        return switch (judgement.state()) {
            case OK -> new Standing("ok", "ok", 10);
            case INSUFFICIENT_TRAFFIC -> new Standing("little", "little traffic", 20);
            case STALE -> new Standing("stale", "stale", 150);
            case PENDING -> new Standing("pending", "pending", 200 + urgency / 10);
            case RECOVERING ->
                    new Standing(style + " recovering", name + " recovering", 340 + urgency);
            case BREACHED -> new Standing(style, name, 350 + urgency);
        };
    }

    private static int urgency(Priority priority) {
        return switch (priority) {
            case P1 -> 150;
            case P2 -> 100;
            case P3 -> 50;
            case P4 -> 0;
        };
    }

    static String style(Priority priority) {
        return style(Optional.of(priority));
    }

    private static String style(Optional<Priority> priority) {
        return switch (priority.orElse(Priority.P3)) {
            case P1 -> "p1";
            case P2 -> "p2";
            case P3 -> "p3";
            case P4 -> "p4";
        };
    }

    boolean isTroubled() {
        return rank >= TROUBLED;
    }

    /** Greater is better, whichever side of its limit is the bad one. */
    private static double goodness(IndicatorView indicator) {
        double value = indicator.judgement().map(Judgement::value).orElse(0.0);
        return isBadBelow(indicator) ? value : -value;
    }

    static boolean isBadBelow(IndicatorView indicator) {
        return indicator.levels().stream()
                .anyMatch(level -> level.threshold().direction() == Direction.BELOW);
    }
}
