package millwright.collector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the people who may act, a line for each token. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List people with their roles and tokens, and when each was used last.")
final class UserListCommand implements Callable<Integer> {
    private static final int PAGE = 500;
    private static final String LINE = "%-24s %-36s %-11s %-32s %s%n";

    @Mixin private ConfigOption option = new ConfigOption();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        AdminClient collector = AdminClient.of(option.read(), option.words());
        PrintWriter out = spec.commandLine().getOut();
        out.printf(LINE, "NAME", "ROLES", "TOKEN", "EXPIRES", "LAST USED");
        int offset = 0;
        int total = 1;
        while (offset < total) {
            JsonNode page =
                    collector.get("/api/v1/people?limit=%d&offset=%d".formatted(PAGE, offset));
            total = page.path("total").asInt();
            page.path("items").forEach(person -> print(person, out));
            offset += PAGE;
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void print(JsonNode person, PrintWriter out) {
        String name = person.path("name").asText();
        List<String> words = new ArrayList<>();
        person.path("roles").forEach(role -> words.add(role.asText()));
        String roles = person.has("disabledAt") ? "disabled" : String.join(",", words);
        int printed = 0;
        for (JsonNode token : person.path("tokens")) {
            if (!token.has("revokedAt")) {
                out.printf(
                        LINE,
                        name,
                        roles,
                        token.path("id").asText(),
                        token.path("expiresAt").asText("never"),
                        token.path("lastUsedAt").asText("never"));
                printed++;
            }
        }
        if (printed == 0) {
            out.printf(LINE, name, roles, "none", "", "");
        }
    }
}
