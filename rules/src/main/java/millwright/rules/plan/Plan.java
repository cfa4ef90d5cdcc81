package millwright.rules.plan;

import java.util.List;

/** What a look at tickets, tasks and the calendar gives to decide about; mostly nothing. */
public record Plan(List<PlacedWork> placed, List<UnplacedWork> unplaced, List<EndedWork> ended) {
    public static final Plan NOTHING = new Plan(List.of(), List.of(), List.of());

    public Plan {
        placed = List.copyOf(placed);
        unplaced = List.copyOf(unplaced);
        ended = List.copyOf(ended);
    }

    public boolean isEmpty() {
        return placed.isEmpty() && unplaced.isEmpty() && ended.isEmpty();
    }
}
