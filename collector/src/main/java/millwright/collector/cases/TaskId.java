package millwright.collector.cases;

import java.util.Locale;

/** Such as {@code TASK-2026-0042}; longer past the ten thousandth of a year. */
final class TaskId {
    private TaskId() {}

    static String of(int year, int number) {
        return String.format(Locale.ROOT, "TASK-%04d-%04d", year, number);
    }

    static int year(String id) {
        return Integer.parseInt(id.split("-")[1]);
    }

    static int number(String id) {
        return Integer.parseInt(id.split("-")[2]);
    }
}
