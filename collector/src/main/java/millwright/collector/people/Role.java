package millwright.collector.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The roles that L-013 names (§4.2 emergency windows, §6.2 CAB approval, §9.1 rollback), and two
 * that a running system needs: who only looks, and who administers. {@link Permission} says what
 * each may do. A person may have several.
 */
public enum Role {
    VIEWER("Viewer"),
    /** The on-call or operations engineer of L-013 §9.1. */
    ENGINEER("Engineer"),
    CHANGE_COORDINATOR("Change Coordinator"),
    OPERATIONS_MANAGER("Operations Manager"),
    IT_DIRECTOR("IT Director"),
    ADMINISTRATOR("Administrator");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /** As people say it: {@code Operations Manager}. */
    public String title() {
        return title;
    }

    /** As commands and interfaces write it: {@code operations_manager}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static String words() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
    }

    /** Upper case and hyphens are the same; empty where there is no such role. */
    public static Optional<Role> parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    public Set<Permission> permissions() {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.roles().contains(this))
                .collect(Collectors.toUnmodifiableSet());
    }
}
