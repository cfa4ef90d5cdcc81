package millwright.collector.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import millwright.collector.http.Exchange;
import millwright.collector.trust.Secrets;
import millwright.collector.trust.WrongAttempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's sessions, in memory: a restart ends them. Each lives by the token that it was
 * opened with: when that is revoked or expires, the session is over as well. The oldest gives way
 * where there are too many. Thread-safe.
 */
public final class Sessions {
    static final Duration LASTS = Duration.ofHours(12);
    private static final int SESSIONS_MAX = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final People people;
    private final InstantSource clock;
    private final int max;
    private final WrongAttempts attempts = new WrongAttempts();

    /** By SHA-256 of the id; oldest first, which is soonest over first. Guarded by this. */
    private final Map<String, Held> held = new LinkedHashMap<>();

    private record Held(String tokenHash, String formToken, Instant endsAt) {}

    /** What became of somebody who wanted to sign in. */
    public sealed interface Answer {
        /** The cookie is on its way. */
        record SignedIn(Person person) implements Answer {}

        /** The token is unknown, expired or revoked, or they are disabled. */
        record Wrong() implements Answer {}

        /** Wrong too often. */
        record TooMany(long waitSeconds) implements Answer {}
    }

    Sessions(People people, InstantSource clock) {
        this(people, clock, SESSIONS_MAX);
    }

    Sessions(People people, InstantSource clock, int max) {
        this.people = people;
        this.clock = clock;
        this.max = max;
    }

    /** Opens one, and sets its cookie on the answer; one that was open before ends. */
    public Answer open(String token, Exchange exchange) {
        Instant now = clock.instant();
        long wait = attempts.waitSeconds(exchange.client(), now);
        if (wait > 0) {
            return new Answer.TooMany(wait);
        }
        String hash = Secrets.hash(token);
        Optional<Person> person = people.identifyHash(hash);
        if (person.isEmpty()) {
            attempts.wrong(exchange.client(), now);
            return new Answer.Wrong();
        }
        String id = Secrets.next();
        synchronized (this) {
            SessionCookie.of(exchange).ifPresent(before -> held.remove(Secrets.hash(before)));
            held.put(Secrets.hash(id), new Held(hash, Secrets.next(), now.plus(LASTS)));
            dropOld(now);
        }
        SessionCookie.set(exchange, id, LASTS);
        LOG.info("{} signed in from {}", person.get().name(), exchange.client());
        return new Answer.SignedIn(person.get());
    }

    private void dropOld(Instant now) {
        Iterator<Held> oldest = held.values().iterator();
        while (oldest.hasNext()) {
            if (now.isBefore(oldest.next().endsAt()) && held.size() <= max) {
                return;
            }
            oldest.remove();
        }
    }

    /** The one whose cookie the request shows; empty where it shows none that is still good. */
    public Optional<Session> of(Exchange exchange) {
        return SessionCookie.of(exchange).flatMap(this::find);
    }

    private Optional<Session> find(String id) {
        String key = Secrets.hash(id);
        Held found;
        synchronized (this) {
            found = held.get(key);
        }
        if (found == null) {
            return Optional.empty();
        }
        Optional<Person> person =
                clock.instant().isBefore(found.endsAt())
                        ? people.identifyHash(found.tokenHash())
                        : Optional.empty();
        if (person.isEmpty()) {
            synchronized (this) {
                held.remove(key);
            }
        }
        return person.map(who -> new Session(who, found.formToken()));
    }

    /** Ends the one whose cookie the request shows, and takes the cookie back. */
    public void close(Exchange exchange) {
        SessionCookie.of(exchange)
                .ifPresent(
                        id -> {
                            synchronized (this) {
                                held.remove(Secrets.hash(id));
                            }
                        });
        SessionCookie.set(exchange, "", Duration.ZERO);
    }

    synchronized int count() {
        return held.size();
    }
}
