package millwright.config;

import org.snakeyaml.engine.v2.nodes.Node;

/** What a value is made of: how it is read, written and compared. Stateless. */
interface Kind<T> {
    /** For the manual: {@code duration}. */
    String name();

    /** How to write it: {@code Write a duration such as 15s, 1m or 2h}. */
    String hint();

    /** From the file. */
    T read(Node node) throws Refusal;

    /** From an environment variable. */
    T read(String text) throws Refusal;

    /** As one would write it. */
    String print(T value);

    /** Takes the place of a refused value, so that reading goes on and finds what else is wrong. */
    T standIn();

    int compare(T a, T b);
}
