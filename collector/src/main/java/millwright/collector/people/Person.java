package millwright.collector.people;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody who acts, as the audit names them.
 *
 * @param name 1 to 64 of {@code a-z 0-9 . _ @ -}, a letter first; never given to somebody else
 * @param displayName for people, 1 to 200 characters
 * @param roles at least one
 */
public record Person(String name, String displayName, Set<Role> roles) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._@-]{0,63}");
    private static final int DISPLAY_NAME_MAX = 200;
    static final String LOCAL_NAME = "administrator";

    /** Whoever reads the collector's data folder, and so can do everything anyway. */
    public static final Person LOCAL_ADMINISTRATOR =
            new Person(LOCAL_NAME, "Local administrator", EnumSet.allOf(Role.class));

    public Person {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no person's name: 1 to 64 of a-z, 0-9 and . _ @ -, a letter first, such as ali or ali@example.com"
                            .formatted(name));
        }
        if (displayName.isBlank()
                || displayName.length() > DISPLAY_NAME_MAX
                || displayName.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a display name has 1 to %d characters on one line"
                            .formatted(DISPLAY_NAME_MAX));
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s needs at least one role: %s".formatted(name, Role.words()));
        }
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    public boolean may(Permission permission) {
        return permission.roles().stream().anyMatch(roles::contains);
    }

    Person withRoles(Set<Role> others) {
        return new Person(name, displayName, others);
    }
}
