package millwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    @TempDir Path folder;
    private Path token;

    @BeforeEach
    void writeToken() throws IOException {
        token = Files.writeString(folder.resolve("token"), "hunter2\n");
        mode("rw-r-----");
    }

    private void mode(String mode) throws IOException {
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString(mode));
    }

    private Secret read(String yaml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("agent.yaml"), yaml);
        return ConfigFile.read(file, environment, node -> node.secret("token").required("a token"));
    }

    @Test
    void aSecretNeverPrintsItself() {
        assertThat(Secret.of("hunter2")).hasToString("***");
    }

    @Test
    void itComesFromAFileBesideTheConfiguration() throws IOException {
        assertThat(read("token_file: token", Map.of()).reveal()).isEqualTo("hunter2");
    }

    @Test
    void theEnvironmentWins() throws IOException {
        assertThat(read("token: a", Map.of("MILLWRIGHT_TOKEN", "b")).reveal()).isEqualTo("b");
        assertThat(read("token: a", Map.of("MILLWRIGHT_TOKEN_FILE", token.toString())).reveal())
                .isEqualTo("hunter2");
    }

    @Test
    void aFileThatEverybodyMayReadIsRefusedWithTheCommandThatHelps() throws IOException {
        mode("rw-r--r--");
        assertThatThrownBy(() -> read("\ntoken_file: token", Map.of()))
                .hasMessageContaining(
                        "line 2  token_file: token is readable by everyone (mode 0644). Run: chmod"
                                + " 0640 "
                                + token);
    }

    @Test
    void noneTwoAndEmptyOnesAreRefusedWithoutQuotingThem() throws IOException {
        assertThatThrownBy(() -> read("", Map.of()))
                .hasMessageContaining(
                        "missing  token_file: is required. Write the path of a file with a token.");
        assertThatThrownBy(() -> read("token: hunter2\ntoken_file: token", Map.of()))
                .hasMessageContaining("token: stands beside token_file. Remove one.")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> read("token_file: nowhere", Map.of()))
                .hasMessageContaining("there is no file");
        Files.writeString(token, "\n");
        assertThatThrownBy(() -> read("token_file: token", Map.of()))
                .hasMessageContaining("is empty. Write the token.");
    }
}
