package millwright.collector.cases;

import millwright.rules.indicator.IndicatorKey;

/** Names as 64 characters, which every database can index. */
final class Subject {
    private Subject() {}

    static String of(IndicatorKey key) {
        return Sha256.of(String.join("\0", key.host(), key.indicator(), key.resource()));
    }

    static String ofHost(String host) {
        return Sha256.of(host);
    }
}
