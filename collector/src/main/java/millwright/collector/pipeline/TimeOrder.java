package millwright.collector.pipeline;

import millwright.collector.ingest.SampleBatch;

/**
 * The order of a batch's samples by time; samples of the same time stay in the order in which they
 * came.
 */
final class TimeOrder {
    private TimeOrder() {}

    /** Positions in the batch, earliest sample first. */
    static int[] of(SampleBatch batch) {
        int[] order = new int[batch.size()];
        boolean sorted = true;
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            sorted &= i == 0 || batch.micros(i - 1) <= batch.micros(i);
        }
        if (!sorted) {
            mergeSort(batch, order.clone(), order, 0, order.length);
        }
        return order;
    }

    /**
     * Sorts {@code [from, to)} of {@code source} into {@code target}; both hold the same positions
     * before.
     */
    private static void mergeSort(SampleBatch batch, int[] source, int[] target, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(batch, target, source, from, middle);
        mergeSort(batch, target, source, middle, to);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft =
                    left < middle
                            && (right >= to
                                    || batch.micros(source[left]) <= batch.micros(source[right]));
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }
}
