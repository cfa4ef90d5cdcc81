package millwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordTest {
    private static final Word<LocalTime> TIME =
            new Word<>(
                    "time of day",
                    "Write a time of day such as 08:00",
                    LocalTime.NOON,
                    WordTest::parse,
                    LocalTime::toString);

    private static LocalTime parse(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException invalid) {
            throw new IllegalArgumentException("\"%s\" is no time of day".formatted(text), invalid);
        }
    }

    private static LocalTime opening(String yaml) {
        return ConfigFile.readText(
                "shop.yaml",
                yaml,
                Map.of(),
                node -> node.word("opens", TIME).orElse(parse("09:00")));
    }

    private static Optional<Duration> wait(String yaml) {
        return ConfigFile.readText(
                "shop.yaml",
                yaml,
                Map.of(),
                node ->
                        node.word("wait", Word.durationOr("forever"))
                                .orElse(Optional.of(Duration.ofHours(1))));
    }

    @Test
    void aWordOfTheReadersOwnKindIsReadAsTheOthers() {
        assertThat(opening("opens: 08:30")).isEqualTo("08:30");
        assertThat(opening("")).isEqualTo("09:00");
    }

    @Test
    void aRefusedWordSaysItsLineAndHowToWriteIt() {
        assertThatThrownBy(() -> opening("\nopens: 25:00"))
                .hasMessageContaining(
                        "line 2  opens: \"25:00\" is no time of day. Write a time of day such as"
                                + " 08:00 (default 09:00).");
        assertThatThrownBy(() -> opening("opens: [08:00, 09:00]"))
                .hasMessageContaining("holds several values where one is expected");
        assertThatThrownBy(() -> opening("opens: ''")).hasMessageContaining("has no value");
    }

    @Test
    void aWordCanStandForNoDuration() {
        assertThat(wait("wait: 30m")).contains(Duration.ofMinutes(30));
        assertThat(wait("wait: forever")).isEmpty();
        assertThat(wait("")).contains(Duration.ofHours(1));
        assertThatThrownBy(() -> wait("wait: 30"))
                .hasMessageContaining(
                        "\"30\" has no unit. Write a duration such as 15s, 1m or 2h, or forever"
                                + " (default 1h).");
    }

    @Test
    void theManualNamesTheKind() {
        assertThat(ConfigManual.of(node -> node.word("opens", TIME).orElse(parse("09:00"))))
                .contains("| `opens` | time of day | 09:00 |  |  |");
    }
}
