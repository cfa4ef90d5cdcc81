package millwright.collector.cases;

import java.time.InstantSource;
import java.util.function.Function;
import millwright.collector.change.ChangeRecords;
import millwright.collector.change.ChangeStore;

/** Changes in the database of the cases, whose audit they share. */
final class SqlChangeStore implements ChangeStore {
    private final Transactions transactions;
    private final InstantSource clock;

    SqlChangeStore(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public <T> T write(Function<ChangeRecords, T> work) {
        return transactions.write(
                "did not take a change of a request for change",
                handle -> {
                    var unused = Counters.reserve(handle, "record", 0); // one at a time from here
                    return work.apply(new SqlChangeRecords(handle, clock));
                });
    }

    @Override
    public <T> T read(Function<ChangeRecords, T> work) {
        return transactions.read(handle -> work.apply(new SqlChangeRecords(handle, clock)));
    }
}
