package millwright.rules.decision;

import java.util.HashMap;
import java.util.Map;
import millwright.rules.indicator.Direction;

/** On which side the indicators of the shipped table are bad. */
final class UsualDirections {
    private UsualDirections() {}

    static Map<String, Direction> shipped() {
        ThresholdTable table = ThresholdTable.shipped();
        Map<String, Direction> directions = new HashMap<>();
        TableCheck.check(table.name(), Grid.read(table))
                .rows()
                .values()
                .forEach(
                        row ->
                                directions.put(
                                        row.indicator(), row.level().threshold().direction()));
        return directions;
    }
}
