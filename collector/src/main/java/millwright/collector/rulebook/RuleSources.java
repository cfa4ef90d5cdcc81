package millwright.collector.rulebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.rules.decision.RuleProblem;
import millwright.rules.decision.RuleSet;
import millwright.rules.decision.RulesException;
import millwright.rules.decision.ThresholdTable;

/**
 * Where the site keeps its rules; what it leaves out is as shipped.
 *
 * @param files a folder of rule files (*.drl), which add to the shipped ones; one of a shipped name
 *     takes its place
 * @param thresholds a decision table, CSV or XLSX
 * @param indicators the mapping of series to indicators, YAML
 */
public record RuleSources(
        Optional<Path> files, Optional<Path> thresholds, Optional<Path> indicators) {
    private static final int FILES_MAX = 200;
    private static final long BYTES_MAX = 16L << 20;

    public static RuleSources shipped() {
        return new RuleSources(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A folder or a single file that somebody names as "the rules": a folder may have rule files
     * (*.drl), thresholds.csv or thresholds.xlsx, and indicators.yaml; a file is one of these.
     *
     * @throws RulesException if it is none of them
     */
    public static RuleSources at(Path place) {
        if (Files.isDirectory(place)) {
            return new RuleSources(
                    Optional.of(place),
                    first(place, "thresholds.xlsx", "thresholds.csv"),
                    first(place, "indicators.yaml"));
        }
        String name = place.toString();
        if (name.endsWith(".csv") || name.endsWith(".xlsx") || name.endsWith(".xls")) {
            return shipped().withThresholds(place);
        }
        throw refused(
                place,
                "is neither a folder of rules nor a decision table. Name a folder with"
                        + " thresholds.csv, indicators.yaml or *.drl in it, or a table (.csv,"
                        + " .xlsx).");
    }

    private static Optional<Path> first(Path folder, String... names) {
        for (String name : names) {
            if (Files.exists(folder.resolve(name))) {
                return Optional.of(folder.resolve(name));
            }
        }
        return Optional.empty();
    }

    public RuleSources withFiles(Path folder) {
        return new RuleSources(Optional.of(folder), thresholds, indicators);
    }

    public RuleSources withThresholds(Path table) {
        return new RuleSources(files, Optional.of(table), indicators);
    }

    public RuleSources withIndicators(Path mapping) {
        return new RuleSources(files, thresholds, Optional.of(mapping));
    }

    /**
     * The decision table, not checked.
     *
     * @throws RulesException if it cannot be read
     */
    public ThresholdTable table() {
        return read().rules().table();
    }

    /**
     * What the files hold now; not checked.
     *
     * @throws RulesException if one of them cannot be read; says which and why
     */
    RuleTexts read() {
        RuleSet rules = RuleSet.shipped();
        List<RuleFile> origins = new ArrayList<>();
        for (Path file : files.map(RuleSources::ruleFiles).orElse(List.of())) {
            String name = file.getFileName().toString();
            rules = rules.withFile(name, text(file, "rules.files"));
            origins.add(new RuleFile(name, "rules"));
        }
        if (thresholds.isPresent()) {
            String name = thresholds.get().getFileName().toString();
            byte[] content = bytes(thresholds.get(), "rules.thresholds");
            rules = rules.withTable(new ThresholdTable(name, content));
            origins.add(new RuleFile(name, "thresholds"));
        }
        Optional<RuleTexts.Mapping> mapping = Optional.empty();
        if (indicators.isPresent()) {
            String name = indicators.get().getFileName().toString();
            String yaml = text(indicators.get(), "rules.indicators");
            mapping = Optional.of(new RuleTexts.Mapping(name, yaml));
            origins.add(new RuleFile(name, "indicators"));
        }
        return new RuleTexts(rules, mapping, origins);
    }

    private static List<Path> ruleFiles(Path folder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.drl")) {
            for (Path file : entries) {
                found.add(file);
                if (found.size() > FILES_MAX) {
                    throw refused(
                            folder,
                            "(rules.files) holds more than %d rule files.".formatted(FILES_MAX));
                }
            }
        } catch (NotDirectoryException e) {
            throw refused(
                    folder, "(rules.files) is no folder. Name the folder of your *.drl files.");
        } catch (NoSuchFileException e) {
            throw missing(folder, "rules.files");
        } catch (IOException e) {
            throw unreadable(folder, "rules.files", e);
        }
        found.sort(null);
        return found;
    }

    private static String text(Path file, String key) {
        return new String(bytes(file, key), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file, String key) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw refused(
                        file,
                        "(%s) has %d bytes; %d are the most."
                                .formatted(key, Files.size(file), BYTES_MAX));
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw missing(file, key);
        } catch (IOException e) {
            throw unreadable(file, key, e);
        }
    }

    private static RulesException missing(Path file, String key) {
        return refused(
                file,
                "(%s) does not exist. Create it, or leave the key out for the shipped one."
                        .formatted(key));
    }

    private static RulesException unreadable(Path file, String key, IOException e) {
        return refused(
                file,
                "(%s) cannot be read (%s). Let the user that runs the collector read it."
                        .formatted(key, e));
    }

    private static RulesException refused(Path file, String message) {
        return new RulesException(List.of(new RuleProblem(file.toString(), 0, 0, message)));
    }
}
