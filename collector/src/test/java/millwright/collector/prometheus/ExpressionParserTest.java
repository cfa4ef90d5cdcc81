package millwright.collector.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionParserTest {
    @ParameterizedTest
    @CsvSource({
        "a + 2 * 3, 16", // 10 + 6
        "(a + 2) * 3, 36",
        "a - 2 - 3, 5", // from the left
        "100 - 100 * a / 40, 75",
        "8 / 4 / 2 + a, 11",
        "1e3 + a, 1010"
    })
    void arithmeticIsThatOfPromQl(String text, double expected) {
        ExpressionParser.Parsed parsed = ExpressionParser.parse(text);

        assertThat(parsed.expression().of(new double[] {10})).isEqualTo(expected);
    }

    @Test
    void aSeriesIsChosenByItsLabelsAsAWhole() {
        Selector selector =
                ExpressionParser.parse("rate(cpu{mode=~\"idle|user\", cpu!=\"7\", host!~\"db.*\"})")
                        .selectors()
                        .get(0);

        assertThat(selector.isRate()).isTrue();
        assertThat(selector.fits(Labels.of("mode", "idle", "cpu", "0"))).isTrue();
        assertThat(selector.fits(Labels.of("mode", "idle2", "cpu", "0"))).isFalse();
        assertThat(selector.fits(Labels.of("mode", "idle", "cpu", "7"))).isFalse();
        assertThat(selector.fits(Labels.of("mode", "idle", "cpu", "0", "host", "db-07"))).isFalse();
        assertThat(selector.fits(Labels.of("cpu", "0"))).as("no mode at all").isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a +|\"a +\": a number, a series or a parenthesis is expected before \"\"",
                "a b|\"a b\": an operator (+ - * /) or the end is expected before \"b\"",
                "rate(a[5m])|\"rate(a[5m])\": ) is expected before \"[5m])\"",
                "a{b=c}|\"a{b=c}\": \" is expected before \"c}\"",
                "1 + 2|\"1 + 2\" names no series",
                "a{b=~\"(\"}|\"(\" is no regular expression: Unclosed group"
            })
    void whatIsNoExpressionIsRefusedWithThePlace(String text, String message) {
        assertThatThrownBy(() -> ExpressionParser.parse(text)).hasMessage(message);
    }
}
