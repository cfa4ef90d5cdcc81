package millwright.rules.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same forecasts to the last bit, whatever JDK of this machine makes them. */
class ForecastOnEveryJdkIT {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)[^\"]*\"");
    private static final int OLDEST = 17;

    @Test
    void theyAreTheSame() throws Exception {
        Map<Path, Integer> jdks = jdks(Path.of(System.getProperty("java.home")));
        assumeThat(jdks.size()).as("JDKs beside this one: %s", jdks).isGreaterThan(1);

        String here = digest(Path.of(System.getProperty("java.home")));
        assertThat(here.lines()).hasSize(5 * MadeUpCourses.KINDS);
        for (Path jdk : jdks.keySet()) {
            assertThat(digest(jdk)).as("JDK %d in %s", jdks.get(jdk), jdk).isEqualTo(here);
        }
    }

    /** With their versions; one that is linked to twice is one. */
    private static Map<Path, Integer> jdks(Path home) throws IOException {
        Map<Path, Integer> jdks = new TreeMap<>();
        try (Stream<Path> folders = Files.list(home.toRealPath().getParent())) {
            for (Path folder : folders.toList()) {
                Path release = folder.resolve("release");
                if (Files.isRegularFile(release) && Files.isExecutable(java(folder))) {
                    Matcher version = VERSION.matcher(Files.readString(release));
                    if (version.find() && Integer.parseInt(version.group(1)) >= OLDEST) {
                        jdks.put(folder.toRealPath(), Integer.valueOf(version.group(1)));
                    }
                }
            }
        }
        return jdks;
    }

    private static Path java(Path jdk) {
        return jdk.resolve("bin").resolve("java");
    }

    /** Optimized as it is in the field: there the intrinsics of a JVM would differ. */
    private static String digest(Path jdk) throws Exception {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        java(jdk).toString(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        ForecastDigest.class.getName()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code of %s", jdk).isZero();
        return printed;
    }
}
