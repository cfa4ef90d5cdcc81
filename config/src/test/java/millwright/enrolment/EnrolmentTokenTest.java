package millwright.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import millwright.config.Secret;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EnrolmentTokenTest {
    private static final Fingerprint AUTHORITY = new Fingerprint("0123456789abcdef".repeat(4));
    private static final List<URI> TWO =
            List.of(URI.create("https://collector:8480"), URI.create("https://192.0.2.7:8480"));

    private static Secret secret(byte[] bytes) {
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static EnrolmentToken token() {
        return new EnrolmentToken(TWO, Optional.of(AUTHORITY), secret(new byte[32]));
    }

    @Property
    void whatIsPrintedIsReadAgain(
            @ForAll @Size(32) byte[] secret, @ForAll boolean isPinned, @ForAll boolean isOne) {
        EnrolmentToken token =
                new EnrolmentToken(
                        isOne ? TWO.subList(0, 1) : TWO,
                        isPinned ? Optional.of(AUTHORITY) : Optional.empty(),
                        secret(secret));

        assertThat(EnrolmentToken.parse(token.reveal())).isEqualTo(token);
        assertThat(token.reveal()).matches("mw1\\.[A-Za-z0-9_-]+");
    }

    @Property
    void oneWrongCharacterIsNeverTaken(@ForAll @IntRange(min = 4, max = 150) int at) {
        String text = token().reveal();
        StringBuilder wrong = new StringBuilder(text);
        wrong.setCharAt(at, text.charAt(at) == 'x' ? 'y' : 'x');

        assertThatThrownBy(() -> EnrolmentToken.parse(wrong.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("aste ");
    }

    @Property
    void aPasteThatLostItsEndIsToldSo(@ForAll @IntRange(min = 1, max = 140) int lost) {
        String text = token().reveal();

        assertThatThrownBy(() -> EnrolmentToken.parse(text.substring(0, text.length() - lost)))
                .hasMessageContaining("cut off")
                .hasMessageContaining(
                        "%d of its %d".formatted(text.length() - lost, text.length()));
    }

    @Test
    void blanksAndLineEndsOfATerminalMeanNothing() {
        String text = token().reveal();

        assertThat(
                        EnrolmentToken.parse(
                                " " + text.substring(0, 60) + "\r\n  " + text.substring(60) + "\n"))
                .isEqualTo(token());
    }

    @Test
    void whatIsNoTokenIsToldSo() {
        assertThatThrownBy(() -> EnrolmentToken.parse("secret"))
                .hasMessageContaining("does not begin with mw1.");
        assertThatThrownBy(() -> EnrolmentToken.parse("mw1."))
                .hasMessageContaining("is cut off. Paste all of it.");
        assertThatThrownBy(() -> EnrolmentToken.parse("mw1.abc$"))
                .hasMessageContaining("a character that none has");
        assertThatThrownBy(() -> EnrolmentToken.parse(token().reveal() + "ab"))
                .hasMessageContaining("2 characters too many");
    }

    @Test
    void itDoesNotPrintItsSecretByAccident() {
        assertThat(token().toString()).doesNotContain(token().secret().reveal());
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(
                        () ->
                                new EnrolmentToken(
                                        List.of(URI.create("collector:8480")),
                                        Optional.empty(),
                                        secret(new byte[32])))
                .hasMessageContaining("collector:8480 is no collector's address");
    }
}
