package millwright.agent.sample;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Name patterns as administrators write them: {@code *} is any run of characters, {@code ?} is one.
 */
final class Globs {
    private final List<Pattern> patterns;

    Globs(List<String> globs) {
        patterns = globs.stream().map(Globs::compile).toList();
    }

    boolean match(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    private static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
