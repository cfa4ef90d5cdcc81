package millwright.collector.cases;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database of the cases answers. Thread-safe. */
public final class Reachability {
    private static final Logger log = LoggerFactory.getLogger(Reachability.class);

    private final Transactions transactions;

    Reachability(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Asks it; takes as long as the time-outs allow where it is away. To be called every few
     * seconds, as nobody else may have a question for it.
     */
    public void look() {
        boolean wasAway = trouble().isPresent();
        try {
            transactions.readNow(Reachability::ask);
        } catch (CaseStoreException away) {
            if (!wasAway) {
                log.warn("{}", away.getMessage());
            }
            return;
        }
        if (wasAway) {
            log.info("The database of the cases answers again.");
        }
    }

    private static long ask(org.jdbi.v3.core.Handle handle) {
        return handle.createQuery(Statements.COUNTER)
                .bind("name", "record")
                .mapTo(Long.class)
                .one();
    }

    /** What went wrong when it was last asked anything; asks nothing itself. */
    public Optional<String> trouble() {
        return transactions.trouble();
    }
}
