package millwright.collector.people;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps people and their tokens. Each change commits together with its audit entry, or does not
 * happen. Thread-safe.
 */
public interface PeopleStore {
    /** What became of somebody who was to be added. */
    enum Added {
        NEW,
        /** Was disabled, and is no longer. */
        AGAIN,
        /** Is there already; nothing was changed. */
        EXISTS
    }

    /** By name; also those that are disabled. */
    List<Account> listAccounts();

    /** Oldest first; also those that ended, until they are forgotten. */
    List<PersonToken> listTokens();

    /**
     * @param first their first token
     * @param by the name of who adds them, as for the other changes
     */
    Added add(Account account, PersonToken first, String by);

    /** False where nobody of that name is enabled. */
    boolean giveRoles(String name, Set<Role> roles, Instant at, String by);

    /** Also revokes all of their tokens; false where nobody of that name is enabled. */
    boolean disable(String name, Instant at, String by);

    /** False where nobody of that name is enabled. */
    boolean addToken(PersonToken token, String by);

    /**
     * @return whose it was; empty where there is none of that id that was not revoked already
     */
    Optional<String> revokeToken(String id, Instant at, String by);

    /**
     * @param lastUsed by hash
     */
    void note(Map<String, Instant> lastUsed);

    /** Forgets tokens that expired or were revoked before; the audit still knows them. */
    void forgetTokens(Instant endedBefore);
}
