package millwright.agent.probe.scrape;

import java.util.List;
import java.util.regex.Pattern;

/** Which answers count as errors: codes such as {@code 429}, and {@code 5xx} for all of a kind. */
record ErrorStatus(List<String> codes) {
    private static final Pattern CODE = Pattern.compile("[1-5]([0-9]{2}|[0-9]x|xx)");

    /**
     * @throws IllegalArgumentException if one is no code
     */
    ErrorStatus {
        codes = List.copyOf(codes);
        for (String code : codes) {
            if (!CODE.matcher(code).matches()) {
                throw new IllegalArgumentException("\"%s\" is no status".formatted(code));
            }
        }
    }

    boolean matches(String status) {
        return codes.stream().anyMatch(code -> fits(code, status));
    }

    private static boolean fits(String code, String status) {
        if (status.length() != code.length()) {
            return false;
        }
        for (int i = 0; i < code.length(); i++) {
            // some applications themselves give 5xx instead of the code
            if (code.charAt(i) != 'x' && code.charAt(i) != status.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
