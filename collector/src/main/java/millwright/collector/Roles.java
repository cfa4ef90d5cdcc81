package millwright.collector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;
import millwright.collector.people.Role;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Roles as commands take them. */
final class Roles {
    private Roles() {}

    /** A word such as {@code operations_manager}, or {@code operations-manager}. */
    static final class Converter implements ITypeConverter<Role> {
        @Override
        public Role convert(String word) {
            return Role.parse(word)
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "'%s' is no role; there are: %s"
                                                    .formatted(word, Role.words())));
        }
    }

    static void put(ObjectNode body, Iterable<Role> roles) {
        Set<Role> once = new TreeSet<>();
        roles.forEach(once::add);
        once.forEach(role -> body.withArray("roles").add(role.word()));
    }
}
