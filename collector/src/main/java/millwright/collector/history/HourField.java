package millwright.collector.history;

import java.util.Locale;

/** What InfluxDB keeps of an hour of a field, each as a field of its own. */
enum HourField {
    COUNT,
    MIN,
    MAX,
    MEAN,
    LAST;

    String suffix() {
        return "_" + name().toLowerCase(Locale.ROOT);
    }
}
