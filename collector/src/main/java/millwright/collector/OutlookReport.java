package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * What the freezes ahead will bring, for people and as CSV. All times are at the offset that the
 * site has when the freeze begins.
 */
final class OutlookReport {
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    private static final DateTimeFormatter PEOPLE =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private final List<JsonNode> freezes;

    /**
     * @param freezes as {@code /api/v1/calendar/outlook} has them
     */
    OutlookReport(List<JsonNode> freezes) {
        this.freezes = List.copyOf(freezes);
    }

    void print(Appendable out) throws IOException {
        if (freezes.isEmpty()) {
            out.append("No freeze is ahead.\n");
        }
        for (JsonNode freeze : freezes) {
            for (String line : lines(freeze)) {
                out.append(line).append('\n');
            }
        }
    }

    private static List<String> lines(JsonNode freeze) {
        ZoneOffset offset = OffsetDateTime.parse(freeze.path("start").asText()).getOffset();
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s: %s to %s%s"
                        .formatted(
                                names(freeze),
                                people(freeze.path("start"), offset),
                                people(freeze.path("end"), offset),
                                freeze.path("provisional").asBoolean() ? " (provisional)" : ""));
        lines.add("  changes are done by " + people(freeze.path("finishBy"), offset));
        lines.add("  " + risk(freeze));
        freeze.path("threats").forEach(each -> lines.add("  " + threat(each, offset)));
        freeze.path("standingTasks").forEach(each -> lines.add("  " + standing(each, offset)));
        return lines;
    }

    private static String risk(JsonNode freeze) {
        JsonNode residual = freeze.path("residualRisk");
        int unknown = freeze.path("unforecastable").asInt();
        String silent =
                unknown == 0
                        ? ""
                        : "; %d indicator%s cannot be forecast"
                                .formatted(unknown, unknown == 1 ? "" : "s");
        if (freeze.path("threats").isEmpty()) {
            return "nothing is forecast to reach a limit in it" + silent;
        }
        return "residual risk %s (%s to %s), %s without the tasks below%s"
                .formatted(
                        percent(residual.path("chance")),
                        percent(residual.path("low")),
                        percent(residual.path("high")),
                        percent(freeze.path("risk").path("chance")),
                        silent);
    }

    private static String threat(JsonNode threat, ZoneOffset offset) {
        JsonNode task = threat.path("task");
        return "%s: %s, chance %s%s; %s"
                .formatted(
                        key(threat),
                        threat.path("limit").asText(),
                        percent(threat.path("chance")),
                        threat.path("median").isTextual()
                                ? ", most likely " + people(threat.path("median"), offset)
                                : "",
                        task.isObject()
                                ? "%s %s, %s to %s, %s"
                                        .formatted(
                                                task.path("id").asText(),
                                                task.path("title").asText(),
                                                people(task.path("start"), offset),
                                                people(task.path("end"), offset),
                                                task.path("state").asText())
                                : "no task before it");
    }

    private static String key(JsonNode threat) {
        return "%s %s %s"
                .formatted(
                        threat.path("host").asText(),
                        threat.path("indicator").asText(),
                        threat.path("resource").asText())
                .strip();
    }

    private static String standing(JsonNode task, ZoneOffset offset) {
        JsonNode proposal = task.path("proposal");
        String to =
                proposal.isObject()
                        ? "could go to %s, window %s: %s"
                                .formatted(
                                        people(proposal.path("start"), offset),
                                        proposal.path("window").asText(),
                                        proposal.path("approval").asText())
                        : "nothing near is permitted";
        return "standing task %s of %s: %s"
                .formatted(
                        task.path("title").asText(),
                        people(task.path("start"), offset),
                        task.path("moved").asBoolean() ? "has been moved" : to);
    }

    /** Columns as the interface names them, a row for each threat; the end is exclusive. */
    void csv(Appendable out) throws IOException {
        CSVPrinter csv =
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader(
                                "freeze",
                                "start",
                                "end",
                                "finish_by",
                                "host",
                                "indicator",
                                "resource",
                                "limit",
                                "chance",
                                "early",
                                "median",
                                "late",
                                "task",
                                "task_start",
                                "task_end",
                                "state")
                        .setRecordSeparator('\n')
                        .get()
                        .print(out);
        for (JsonNode freeze : freezes) {
            ZoneOffset offset = OffsetDateTime.parse(freeze.path("start").asText()).getOffset();
            for (JsonNode threat : freeze.path("threats")) {
                JsonNode task = threat.path("task");
                csv.printRecord(
                        names(freeze),
                        time(freeze.path("start"), offset),
                        time(freeze.path("end"), offset),
                        time(freeze.path("finishBy"), offset),
                        threat.path("host").asText(),
                        threat.path("indicator").asText(),
                        threat.path("resource").asText(),
                        threat.path("limit").asText(),
                        threat.path("chance").asText(),
                        time(threat.path("early"), offset),
                        time(threat.path("median"), offset),
                        time(threat.path("late"), offset),
                        task.path("id").asText(""),
                        time(task.path("start"), offset),
                        time(task.path("end"), offset),
                        task.path("state").asText(""));
            }
        }
    }

    private static String names(JsonNode freeze) {
        List<String> names = new ArrayList<>();
        freeze.path("freezes").forEach(each -> names.add(each.asText()));
        return String.join(" and ", names);
    }

    private static String people(JsonNode time, ZoneOffset offset) {
        return PEOPLE.format(instant(time).atOffset(offset));
    }

    private static String time(JsonNode time, ZoneOffset offset) {
        return time.isTextual() ? OFFSET.format(instant(time).atOffset(offset)) : "";
    }

    private static Instant instant(JsonNode time) {
        return OffsetDateTime.parse(time.asText()).toInstant();
    }

    private static String percent(JsonNode share) {
        double percent = 100 * share.asDouble();
        return percent > 0 && percent < 1
                ? "under 1 %"
                : String.format(Locale.ROOT, "%d %%", Math.round(percent));
    }
}
