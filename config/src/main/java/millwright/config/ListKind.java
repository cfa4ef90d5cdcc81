package millwright.config;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Texts, one after the other; commas between them in an environment variable. */
final class ListKind implements Kind<List<String>> {
    @Override
    public String name() {
        return "list";
    }

    @Override
    public String hint() {
        return "Write a list such as [a, b]";
    }

    @Override
    public List<String> read(Node node) throws Refusal {
        if (!(node instanceof SequenceNode sequence)) {
            throw new Refusal("is no list");
        }
        List<String> texts = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            if (!(element instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
                throw new Refusal("has an entry that is no text");
            }
            texts.add(scalar.getValue());
        }
        return List.copyOf(texts);
    }

    @Override
    public List<String> read(String text) {
        List<String> texts = new ArrayList<>();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                texts.add(part.strip());
            }
        }
        return List.copyOf(texts);
    }

    @Override
    public String print(List<String> value) {
        return "[" + String.join(", ", value) + "]";
    }

    @Override
    public List<String> standIn() {
        return List.of();
    }

    @Override
    public int compare(List<String> a, List<String> b) {
        throw new IllegalStateException("lists have no order, so a list has no bounds");
    }
}
