package millwright.collector.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Finds the slot of a line by the bytes before its fields: open addressing, a power of two of
 * places, at most half of them taken. Readers take no lock; a reader that races with a writer may
 * miss a slot, and then comes back through {@link #add}.
 */
final class LineTable {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final int slotsMax;
    private volatile LineSlot[] places = new LineSlot[1024];
    private int size;

    /**
     * @param slotsMax at which the table starts anew: the same series can be written in many ways,
     *     and a client that tries them all must not fill our memory
     */
    LineTable(int slotsMax) {
        this.slotsMax = slotsMax;
    }

    static int hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int p = from;
        for (; p + 8 <= to; p += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, p)) * PRIME;
            hash ^= hash >>> 32;
        }
        for (; p < to; p++) {
            hash = (hash ^ bytes[p]) * PRIME;
        }
        return (int) (hash ^ hash >>> 32);
    }

    Optional<LineSlot> find(byte[] bytes, int from, int to, int hash) {
        LineSlot[] places = this.places;
        int mask = places.length - 1;
        for (int i = hash & mask; ; i = (i + 1) & mask) {
            LineSlot slot = places[i];
            if (slot == null) {
                return Optional.empty();
            }
            if (slot.hash() == hash && slot.is(bytes, from, to)) {
                return Optional.of(slot);
            }
        }
    }

    /** The slot itself, or the one that another thread added for the same bytes before. */
    synchronized LineSlot add(LineSlot slot) {
        byte[] raw = slot.raw();
        Optional<LineSlot> known = find(raw, 0, raw.length, slot.hash());
        if (known.isPresent()) {
            return known.get();
        }
        if (size >= slotsMax) {
            places = new LineSlot[1024];
            size = 0;
        } else if (size * 2 >= places.length) {
            grow();
        }
        place(places, slot);
        size++;
        return slot;
    }

    private void grow() {
        LineSlot[] more = new LineSlot[places.length * 2];
        for (LineSlot slot : places) {
            if (slot != null) {
                place(more, slot);
            }
        }
        places = more;
    }

    private static void place(LineSlot[] places, LineSlot slot) {
        int mask = places.length - 1;
        int i = slot.hash() & mask;
        while (places[i] != null) {
            i = (i + 1) & mask;
        }
        places[i] = slot;
    }
}
