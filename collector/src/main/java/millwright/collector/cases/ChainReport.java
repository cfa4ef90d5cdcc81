package millwright.collector.cases;

import java.util.Optional;

/**
 * What became of working out every hash of the audit again.
 *
 * @param entries how many were looked at
 * @param first number of the oldest there is; 0 where there is none
 * @param last number of the newest; 0 where there is none
 * @param hash of the newest. Who notes it elsewhere can prove later that nobody wrote the whole
 *     chain anew
 * @param removedThrough up to which number retention has removed entries, as an entry declares
 * @param fault the first trouble; empty where the chain holds
 */
public record ChainReport(
        long entries,
        long first,
        long last,
        String hash,
        Optional<Long> removedThrough,
        Optional<Fault> fault) {
    /**
     * @param number of the entry
     * @param what is wrong, as a sentence
     * @param expected what it should be
     * @param found what it is
     */
    public record Fault(long number, String what, String expected, String found) {}

    /** Whether nothing was changed, removed or put in. */
    public boolean isWhole() {
        return fault.isEmpty();
    }
}
