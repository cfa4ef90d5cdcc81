package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import oshi.hardware.NetworkIF;
import oshi.hardware.NetworkIF.IfOperStatus;

/** Each network interface that is not down as {@code net}: counters since boot. */
final class NetSampler implements Sampler {
    /** How many readings share one list of interfaces; building it is the costly part. */
    private static final int READINGS_OF_A_LIST = 30;

    private final Supplier<List<NetworkIF>> lister;
    private final Globs exclude;
    private List<NetworkIF> interfaces = new ArrayList<>();
    private int readings;

    /**
     * @param lister gives the interfaces, loopback left out
     */
    NetSampler(Supplier<List<NetworkIF>> lister, List<String> exclude) {
        this.lister = requireNonNull(lister, "lister");
        this.exclude = new Globs(exclude);
    }

    @Override
    public void sample(Instant at, SampleBatch batch) {
        if (readings++ % READINGS_OF_A_LIST == 0) {
            interfaces = new ArrayList<>(lister.get());
            interfaces.removeIf(each -> exclude.match(each.getName()));
        } else {
            // false: the interface has gone; the next list tells
            interfaces.removeIf(each -> !each.updateAttributes());
        }
        interfaces.stream().filter(NetSampler::isUp).forEach(each -> add(each, at, batch));
    }

    private static boolean isUp(NetworkIF each) {
        IfOperStatus status = each.getIfOperStatus();
        return status != IfOperStatus.DOWN && status != IfOperStatus.NOT_PRESENT;
    }

    private static void add(NetworkIF each, Instant at, SampleBatch batch) {
        batch.add("net", at)
                .tag("interface", each.getName())
                .field("bytes_recv", each.getBytesRecv())
                .field("bytes_sent", each.getBytesSent())
                .field("packets_recv", each.getPacketsRecv())
                .field("packets_sent", each.getPacketsSent())
                .field("err_in", each.getInErrors())
                .field("err_out", each.getOutErrors())
                .field("drop_in", each.getInDrops());
    }
}
