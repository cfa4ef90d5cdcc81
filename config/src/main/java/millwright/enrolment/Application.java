package millwright.enrolment;

/**
 * What an agent says of itself when it redeems a token.
 *
 * @param host the name under which its samples will travel
 * @param agentVersion for people
 */
public record Application(String host, String agentVersion) {
    public String toJson() {
        return "{\"host\":%s,\"agentVersion\":%s}".formatted(quoted(host), quoted(agentVersion));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
