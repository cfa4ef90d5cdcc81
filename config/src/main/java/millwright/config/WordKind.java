package millwright.config;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a {@link Word}. */
record WordKind<T>(Word<T> word) implements Kind<T> {
    @Override
    public String name() {
        return word.kind();
    }

    @Override
    public String hint() {
        return word.hint();
    }

    @Override
    public T read(Node node) throws Refusal {
        if (node instanceof ScalarNode scalar) {
            return read(scalar.getValue());
        }
        throw new Refusal("holds several values where one is expected");
    }

    @Override
    public T read(String text) throws Refusal {
        if (text.isBlank()) {
            throw new Refusal("has no value");
        }
        try {
            return word.parser().apply(text.strip());
        } catch (IllegalArgumentException refused) {
            throw new Refusal(refused.getMessage());
        }
    }

    @Override
    public String print(T value) {
        return word.printer().apply(value);
    }

    @Override
    public T standIn() {
        return word.standIn();
    }

    @Override
    public int compare(T a, T b) {
        throw new IllegalStateException(word.kind() + " has no order, so it has no bounds");
    }
}
