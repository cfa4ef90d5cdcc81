package millwright.agent.deliver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import millwright.agent.deliver.Answer.RejectedLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the collector will never take, for people: line protocol with the reasons in comments, so
 * that it can be corrected and sent again. Two files of a megabyte at most. For one thread.
 */
final class RejectedLines {
    private static final Logger LOG = LoggerFactory.getLogger(RejectedLines.class);

    private static final int FILE_BYTES_MAX = 1 << 20;
    private static final int REFUSAL_BYTES_MAX = 256 << 10;

    private final Path folder;
    private boolean isFailing;

    RejectedLines(Path folder) {
        this.folder = folder;
    }

    /** Where they are. */
    Path file() {
        return folder.resolve("rejected.txt");
    }

    /** Writes down the lines that the answer names; all of the request where all was refused. */
    void keep(Parcel parcel, Answer.Rejected rejected, String collector, Instant now) {
        StringBuilder words = new StringBuilder();
        words.append(
                "# %s %s refused %d of %d lines: %s\n"
                        .formatted(
                                now,
                                collector,
                                rejected.lines(),
                                parcel.lines(),
                                oneLine(rejected.reasons())));
        if (rejected.lines() >= parcel.lines() && rejected.named().size() < parcel.lines()) {
            parcel.forEach(spooled -> words.append(spooled.batch().text(REFUSAL_BYTES_MAX)));
        } else {
            named(parcel, rejected.named(), words);
        }
        byte[] bytes = words.toString().getBytes(StandardCharsets.UTF_8);
        write(bytes, Math.min(bytes.length, REFUSAL_BYTES_MAX));
    }

    private static void named(Parcel parcel, List<RejectedLine> named, StringBuilder words) {
        Map<Integer, String> reasons =
                named.stream()
                        .collect(
                                Collectors.toMap(
                                        RejectedLine::number, RejectedLine::reason, (a, b) -> a));
        int[] number = {0};
        parcel.forEach(
                spooled ->
                        spooled.batch()
                                .text(Integer.MAX_VALUE)
                                .lines()
                                .forEach(
                                        line -> {
                                            String reason = reasons.get(++number[0]);
                                            if (reason != null) {
                                                words.append(
                                                        "# line %d: %s\n%s\n"
                                                                .formatted(
                                                                        number[0],
                                                                        oneLine(reason),
                                                                        line));
                                            }
                                        }));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }

    private void write(byte[] bytes, int length) {
        try {
            OwnFolder.create(folder);
            if (Files.exists(file()) && Files.size(file()) + length > FILE_BYTES_MAX) {
                Files.move(
                        file(),
                        folder.resolve("rejected.1.txt"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            try (var out =
                    Files.newOutputStream(
                            file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(bytes, 0, length);
                out.write('\n');
            }
            isFailing = false;
        } catch (IOException refused) {
            if (!isFailing) {
                LOG.warn("{} cannot be written: {}", file(), refused.toString());
            }
            isFailing = true;
        }
    }
}
