package millwright.rules.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is changed (L-013 §6.1). */
public enum ChangeCategory {
    HARDWARE,
    SOFTWARE,
    NETWORK,
    SECURITY;

    /** As people write it: {@code software}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static String words() {
        return Arrays.stream(values()).map(ChangeCategory::word).collect(Collectors.joining(", "));
    }

    public static Optional<ChangeCategory> parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
