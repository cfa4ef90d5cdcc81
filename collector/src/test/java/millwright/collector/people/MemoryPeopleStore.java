package millwright.collector.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** People without a database; can be away, as a database is. */
final class MemoryPeopleStore implements PeopleStore {
    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<String, PersonToken> tokens = new LinkedHashMap<>();
    private final List<Map<String, Instant>> noted = new ArrayList<>();
    private boolean isAway;

    void away(boolean away) {
        isAway = away;
    }

    /** What was noted, call by call. */
    List<Map<String, Instant>> noted() {
        return noted;
    }

    private void reach() {
        if (isAway) {
            throw new IllegalStateException("the database is away");
        }
    }

    @Override
    public List<Account> listAccounts() {
        reach();
        return List.copyOf(accounts.values());
    }

    @Override
    public List<PersonToken> listTokens() {
        reach();
        return tokens.values().stream()
                .sorted(Comparator.comparing(PersonToken::createdAt).thenComparing(PersonToken::id))
                .toList();
    }

    @Override
    public Added add(Account account, PersonToken first, String by) {
        reach();
        Account before = accounts.get(account.person().name());
        if (before != null && !before.isDisabled()) {
            return Added.EXISTS;
        }
        accounts.put(account.person().name(), account);
        tokens.put(first.hash(), first);
        return before == null ? Added.NEW : Added.AGAIN;
    }

    private Optional<Account> enabled(String name) {
        reach();
        return Optional.ofNullable(accounts.get(name)).filter(account -> !account.isDisabled());
    }

    @Override
    public boolean giveRoles(String name, Set<Role> roles, Instant at, String by) {
        Optional<Account> account = enabled(name);
        account.ifPresent(
                each ->
                        accounts.put(
                                name,
                                new Account(
                                        each.person().withRoles(roles),
                                        each.createdAt(),
                                        Optional.empty())));
        return account.isPresent();
    }

    @Override
    public boolean disable(String name, Instant at, String by) {
        Optional<Account> account = enabled(name);
        account.ifPresent(
                each -> {
                    accounts.put(
                            name, new Account(each.person(), each.createdAt(), Optional.of(at)));
                    tokens.replaceAll(
                            (hash, token) ->
                                    token.person().equals(name) && token.revokedAt().isEmpty()
                                            ? revoked(token, at)
                                            : token);
                });
        return account.isPresent();
    }

    private static PersonToken revoked(PersonToken token, Instant at) {
        return new PersonToken(
                token.id(),
                token.hash(),
                token.person(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt(),
                Optional.of(at));
    }

    @Override
    public boolean addToken(PersonToken token, String by) {
        Optional<Account> account = enabled(token.person());
        account.ifPresent(each -> tokens.put(token.hash(), token));
        return account.isPresent();
    }

    @Override
    public Optional<String> revokeToken(String id, Instant at, String by) {
        reach();
        Optional<PersonToken> found =
                tokens.values().stream()
                        .filter(token -> token.id().equals(id) && token.revokedAt().isEmpty())
                        .findFirst();
        found.ifPresent(token -> tokens.put(token.hash(), revoked(token, at)));
        return found.map(PersonToken::person);
    }

    @Override
    public void note(Map<String, Instant> lastUsed) {
        reach();
        noted.add(Map.copyOf(lastUsed));
        lastUsed.forEach(
                (hash, at) -> tokens.computeIfPresent(hash, (same, token) -> token.usedAt(at)));
    }

    @Override
    public void forgetTokens(Instant endedBefore) {
        reach();
        tokens.values()
                .removeIf(
                        token ->
                                isBefore(token.expiresAt(), endedBefore)
                                        || isBefore(token.revokedAt(), endedBefore));
    }

    private static boolean isBefore(Optional<Instant> end, Instant at) {
        return end.filter(each -> each.isBefore(at)).isPresent();
    }
}
