package millwright.agent.probe.jmx;

import static millwright.agent.probe.TargetDownException.Reason.AUTHENTICATION;
import static millwright.agent.probe.jmx.JmxReadings.down;
import static millwright.agent.probe.jmx.JmxReadings.target;
import static millwright.agent.probe.jmx.JmxReadings.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real application, asked over the network. */
class RemoteJmxIT {
    @TempDir static Path folder;
    private static RunningApplication application;

    @BeforeAll
    static void start() throws IOException {
        application = RunningApplication.behindPassword(folder);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static JmxTarget with(String password) throws IOException {
        Path file = Files.writeString(folder.resolve("secret-" + password), password);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return target(
                "{name: erp, address: '127.0.0.1:%d', user: monitor, password_file: '%s'}"
                        .formatted(application.port, file));
    }

    @Test
    void thePoolIsAsTheApplicationSeesItItselfUpToExhaustion() throws IOException {
        try (JmxTarget target = with("right")) {
            assertThat(application.first).isEqualTo("active=0 idle=5 pending=0 max=5");
            assertThat(words(target))
                    .containsExactly(
                            "connection_pool{pool=shop, target=erp} active=0 idle=5 pending=0 max=5"
                                    + " used_percent=0.0");
            String partly = application.tell("take 3");
            assertThat(words(target))
                    .containsExactly(
                            "connection_pool{pool=shop, target=erp} "
                                    + partly
                                    + " used_percent=60.0");
            application.tell("take 2");
            String exhausted = application.tell("wait 4");
            assertThat(exhausted).isEqualTo("active=5 idle=0 pending=4 max=5");
            assertThat(words(target))
                    .containsExactly(
                            "connection_pool{pool=shop, target=erp} "
                                    + exhausted
                                    + " used_percent=100.0");
        }
    }

    @Test
    void aWrongPasswordIsSaidSoAndNotTold() throws IOException {
        try (JmxTarget target = with("wrong")) {
            assertThat(down(target).reason()).isEqualTo(AUTHENTICATION);
            assertThat(down(target)).hasMessageContaining("user and password");
            assertThat(down(target).getMessage()).doesNotContain("wrong");
        }
    }

    @Test
    void nobodyIsRefusedLikeAWrongPassword() {
        try (JmxTarget target =
                target("{name: erp, address: '127.0.0.1:%d'}".formatted(application.port))) {
            assertThat(down(target).reason()).isEqualTo(AUTHENTICATION);
        }
    }
}
