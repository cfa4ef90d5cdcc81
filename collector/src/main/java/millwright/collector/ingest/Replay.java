package millwright.collector.ingest;

import java.io.InterruptedIOException;

/** Hands on what the journal holds at the start, in the order in which it came. */
final class Replay implements Journal.ReplayedRecords {
    private final BodyParser parser;
    private final SampleSink judge;
    private final StoreQueue queue;
    private long requests;
    private long samples;

    Replay(BodyParser parser, SampleSink judge, StoreQueue queue) {
        this.parser = parser;
        this.judge = judge;
        this.queue = queue;
    }

    @Override
    public void accept(JournalRecord record, JournalSegment segment) throws InterruptedIOException {
        byte[] body = new byte[record.body().remaining()];
        record.body().duplicate().get(body);
        SampleBatch batch;
        try {
            batch =
                    parser.parse(body, record.gzip(), record.precision(), record.receivedMillis())
                            .batch();
        } catch (BodyParser.BadBody e) {
            throw new IllegalStateException("a body that was read before cannot be read again", e);
        }
        requests++;
        samples += batch.size();
        judge.accept(batch);
        try {
            queue.awaitRoom();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the journal was read");
        }
        queue.add(batch, segment);
    }

    long requests() {
        return requests;
    }

    long samples() {
        return samples;
    }
}
