package millwright.collector.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.ForecastRequest;
import millwright.rules.forecast.Limit;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.SiteDays;

/**
 * Asks the forecaster all cases of a file, over all cores, and writes what it says in the cases'
 * order: the same files give the same output. No request has a value of after its case's cut.
 */
public final class Trial {
    private final Function<ForecastRequest, Forecast> forecaster;
    private final Path data;
    private final SiteDays days;
    private final boolean tentative;
    private final boolean explained;

    /**
     * @param forecaster pure; several threads ask it at once
     * @param data where the series are
     * @param tentative whether what may not be acted on is written like what may
     * @param explained whether verdict, model and segment follow in further columns
     */
    public Trial(
            Function<ForecastRequest, Forecast> forecaster,
            Path data,
            SiteDays days,
            boolean tentative,
            boolean explained) {
        this.forecaster = forecaster;
        this.data = data;
        this.days = days;
        this.tentative = tentative;
        this.explained = explained;
    }

    /** What came of it. */
    public record Summary(
            int cases, int crossings, int quiet, Map<Forecast.Reason, Integer> unforecastable) {
        /** For people, one line. */
        public String sentence() {
            int silent = unforecastable.values().stream().mapToInt(Integer::intValue).sum();
            String why =
                    unforecastable.entrySet().stream()
                            .map(
                                    entry ->
                                            "%s %d"
                                                    .formatted(
                                                            entry.getKey()
                                                                    .name()
                                                                    .toLowerCase(Locale.ROOT)
                                                                    .replace('_', ' '),
                                                            entry.getValue()))
                            .collect(Collectors.joining(", ", " (", ")"));
            return "%d cases: %d with a crossing expected, %d without, %d unforecastable%s"
                    .formatted(cases, crossings, quiet, silent, silent == 0 ? "" : why);
        }
    }

    /**
     * @param cases the file; {@code index.csv} beside it, or in the data folder, tells units
     * @throws IOException if a file cannot be read or written; says which, where and why
     */
    public Summary run(Path cases, Path out) throws IOException {
        List<TrialCase> asked = CaseTable.read(cases);
        if (asked.isEmpty()) {
            throw new IOException(cases + " has no case.");
        }
        SeriesIndex index = SeriesIndex.in(indexFolder(cases));
        boolean points = asked.get(0).threshold().isEmpty();
        Answer[] answers = new Answer[asked.size()];
        try {
            bySeries(asked).entrySet().parallelStream()
                    .forEach(one -> answer(one.getKey(), one.getValue(), asked, index, answers));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause().getMessage(), e);
        }
        try (Writer to = Files.newBufferedWriter(out)) {
            to.write(header(points));
            for (Answer answer : answers) {
                to.write(answer.lines());
            }
        } catch (java.nio.file.FileSystemException e) {
            throw new IOException("%s cannot be written (%s).".formatted(out, e), e);
        }
        return summary(answers);
    }

    /** What is kept of a case: no path stays in memory. */
    private record Answer(String lines, boolean crosses, Forecast.Reason reason) {}

    private Path indexFolder(Path cases) {
        Path beside = cases.toAbsolutePath().getParent();
        return Files.exists(beside.resolve("index.csv")) ? beside : data;
    }

    /** One series is read once, by one thread, for all its cases. */
    private static Map<String, List<Integer>> bySeries(List<TrialCase> asked) {
        return IntStream.range(0, asked.size())
                .boxed()
                .collect(
                        Collectors.groupingBy(
                                i -> asked.get(i).series(),
                                LinkedHashMap::new,
                                Collectors.toCollection(ArrayList::new)));
    }

    private void answer(
            String series,
            List<Integer> places,
            List<TrialCase> asked,
            SeriesIndex index,
            Answer[] answers) {
        try {
            Observations all = SeriesFile.find(data, series);
            for (int place : places) {
                answers[place] = answer(asked.get(place), all, index.of(series));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer answer(TrialCase asked, Observations all, SeriesIndex.Entry known) {
        Observations history = all.until(asked.cut());
        ForecastRequest request =
                new ForecastRequest(
                        history,
                        asked.cut(),
                        asked.horizon(),
                        limits(asked, known),
                        known.range(),
                        List.of(),
                        days);
        Prediction prediction = new Prediction(asked, forecaster.apply(request));
        StringBuilder lines = new StringBuilder();
        if (asked.threshold().isEmpty()) {
            prediction.pointLines(history, lines);
        } else {
            lines.append(prediction.crossingLine(tentative))
                    .append(explained ? prediction.explanation() : "")
                    .append('\n');
        }
        return new Answer(
                lines.toString(),
                asked.threshold().isPresent() && prediction.crossing(tentative).isPresent(),
                prediction.reason().orElse(null));
    }

    /** The one that is asked for first. */
    private static List<Limit> limits(TrialCase asked, SeriesIndex.Entry known) {
        List<Limit> limits = new ArrayList<>();
        asked.threshold()
                .ifPresent(
                        value ->
                                limits.add(
                                        new Limit(
                                                "threshold",
                                                asked.direction(),
                                                value,
                                                known.hardLimit().stream()
                                                        .anyMatch(hard -> hard == value))));
        known.hardLimit()
                .filter(hard -> asked.threshold().isPresent())
                .filter(hard -> hard != asked.threshold().getAsDouble())
                .ifPresent(
                        hard -> limits.add(new Limit("hard limit", asked.direction(), hard, true)));
        return limits;
    }

    private String header(boolean points) {
        if (points) {
            return "case_id,epoch,yhat,lo,hi\n";
        }
        return "case_id,crossing_epoch,early_epoch,late_epoch"
                + (explained
                        ? ",verdict,probability,model,segment_start,segment_by,rate_per_day\n"
                        : "\n");
    }

    private static Summary summary(Answer[] answers) {
        int crossings = 0;
        int quiet = 0;
        Map<Forecast.Reason, Integer> reasons = new EnumMap<>(Forecast.Reason.class);
        for (Answer answer : answers) {
            if (answer.crosses()) {
                crossings++;
            } else if (answer.reason() == null) {
                quiet++;
            } else {
                reasons.merge(answer.reason(), 1, Integer::sum);
            }
        }
        return new Summary(answers.length, crossings, quiet, reasons);
    }
}
