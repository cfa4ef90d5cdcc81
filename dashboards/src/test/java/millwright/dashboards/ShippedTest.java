package millwright.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code -Ddashboards.write=true} writes the files anew. */
class ShippedTest {
    private static final Path FOLDER = Path.of("grafana");

    @Test
    void theFilesAreWhatTheCodeSays() throws IOException {
        List<Dashboard> all = AllDashboards.shipped();
        if (Boolean.getBoolean("dashboards.write")) {
            for (Dashboard dashboard : all) {
                Files.writeString(FOLDER.resolve(dashboard.fileName()), dashboard.json());
            }
        }
        for (Dashboard dashboard : all) {
            assertThat(FOLDER.resolve(dashboard.fileName()))
                    .as("write it with -Ddashboards.write=true, and look at what changed")
                    .hasContent(dashboard.json());
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            all.stream().map(Dashboard::fileName).toList());
        }
    }
}
