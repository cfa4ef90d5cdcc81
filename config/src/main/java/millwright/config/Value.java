package millwright.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One key while it is being declared; {@code required}, {@code orElse} or {@code optional} read.
 */
public final class Value<T> {
    private final ConfigNode node;
    private final String key;
    private final Kind<T> kind;
    private final List<T> choices = new ArrayList<>();
    private T least;
    private T most;
    private String description = "";
    private T fallback;
    private boolean refused;

    Value(ConfigNode node, String key, Kind<T> kind) {
        this.node = node;
        this.key = key;
        this.kind = kind;
    }

    /** The manual's words; no full stop needed. */
    public Value<T> describedAs(String description) {
        this.description = description;
        return this;
    }

    /** Both bounds are allowed values. */
    public Value<T> between(T least, T most) {
        this.least = least;
        this.most = most;
        return this;
    }

    public Value<T> atLeast(T least) {
        this.least = least;
        return this;
    }

    public Value<T> atMost(T most) {
        this.most = most;
        return this;
    }

    @SafeVarargs
    public final Value<T> oneOf(T... choices) {
        for (T choice : choices) {
            this.choices.add(choice);
        }
        return this;
    }

    /**
     * @param what what belongs there and an example: {@code the collector's address, such as
     *     https://collector:8443}
     */
    public T required(String what) {
        declare("required");
        Optional<T> value = read();
        if (value.isPresent()) {
            return value.get();
        }
        if (!refused && !node.reading().manual) {
            node.refuse(key, "is required. Write " + what + ".");
        }
        return standIn();
    }

    public T orElse(T fallback) {
        this.fallback = fallback;
        declare(kind.print(fallback));
        return read().orElse(fallback);
    }

    /**
     * @param words what the manual says of a default that is not the same everywhere
     */
    public T orElseGet(String words, Supplier<T> fallback) {
        declare(words);
        return read().orElseGet(fallback);
    }

    public Optional<T> optional() {
        declare("none");
        return read();
    }

    private void declare(String fallbackWords) {
        node.declare(key, kind.name(), fallbackWords, bounds(), description);
    }

    private Optional<T> read() {
        Optional<String> variable = node.reading().fromEnvironment(node.pathOf(key));
        Optional<Node> inFile = node.node(key);
        if (variable.isEmpty() && inFile.isEmpty()) {
            return Optional.empty();
        }
        try {
            T value = variable.isPresent() ? kind.read(variable.get()) : kind.read(inFile.get());
            check(value);
            return Optional.of(value);
        } catch (Refusal refusal) {
            refused = true;
            node.refuse(key, refusal.getMessage() + ". " + advice());
            return Optional.empty();
        }
    }

    private void check(T value) throws Refusal {
        if (!choices.isEmpty() && !choices.contains(value)) {
            throw new Refusal("\"%s\" is none of the choices".formatted(kind.print(value)));
        }
        if (least != null && kind.compare(value, least) < 0) {
            throw new Refusal("%s is too little".formatted(kind.print(value)));
        }
        if (most != null && kind.compare(value, most) > 0) {
            throw new Refusal("%s is too much".formatted(kind.print(value)));
        }
    }

    private String advice() {
        String standard = fallback == null ? "" : " (default %s)".formatted(kind.print(fallback));
        if (!choices.isEmpty()) {
            return "Write one of " + bounds() + standard + ".";
        }
        String bounds = bounds().isEmpty() ? "" : ", " + bounds();
        return kind.hint() + bounds + standard + ".";
    }

    private String bounds() {
        if (!choices.isEmpty()) {
            StringJoiner words = new StringJoiner(", ");
            choices.forEach(choice -> words.add(kind.print(choice)));
            return words.toString();
        }
        if (least != null && most != null) {
            return "from %s to %s".formatted(kind.print(least), kind.print(most));
        }
        if (least != null) {
            return "at least " + kind.print(least);
        }
        return most == null ? "" : "at most " + kind.print(most);
    }

    private T standIn() {
        if (!choices.isEmpty()) {
            return choices.get(0);
        }
        if (least != null) {
            return least;
        }
        return most == null ? kind.standIn() : most;
    }
}
