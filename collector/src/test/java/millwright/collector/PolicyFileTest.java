package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyFileTest {
    @TempDir private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void withoutAFileThePolicyIsTheShippedOne() throws IOException {
        assertThat(PolicyFile.read(Optional.empty())).isEqualTo(MaintenancePolicy.shipped());
    }

    @Test
    void aFileThatIsNotThereIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> PolicyFile.read(Optional.of(folder.resolve("no.yaml"))))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(
                        "no.yaml (policy) does not exist. Create it, or leave the key out for the"
                                + " shipped policy.");
    }

    @Test
    void theConfigurationIsCheckedWithItsPolicy() throws IOException {
        file("policy.yaml", "correlation: {hosts_min: 1}\n");
        Path config = file("collector.yaml", "policy: policy.yaml\n");
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setErr(new PrintWriter(err));

        assertThat(line.execute("check-config", "--config", config.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("policy.yaml", "1 host makes no group");
    }
}
