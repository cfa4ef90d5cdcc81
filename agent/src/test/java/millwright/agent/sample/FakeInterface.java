package millwright.agent.sample;

import java.net.NetworkInterface;
import oshi.hardware.NetworkIF;

/** A network interface whose counters grow by 100 bytes with each update. */
final class FakeInterface implements NetworkIF {
    private final String name;
    private final IfOperStatus status;
    boolean isPresent = true;
    private long bytes;

    FakeInterface(String name, IfOperStatus status) {
        this.name = name;
        this.status = status;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public IfOperStatus getIfOperStatus() {
        return status;
    }

    @Override
    public boolean updateAttributes() {
        bytes += 100;
        return isPresent;
    }

    @Override
    public long getBytesRecv() {
        return bytes;
    }

    @Override
    public long getBytesSent() {
        return 2 * bytes;
    }

    @Override
    public long getPacketsRecv() {
        return 3;
    }

    @Override
    public long getPacketsSent() {
        return 4;
    }

    @Override
    public long getInErrors() {
        return 5;
    }

    @Override
    public long getOutErrors() {
        return 6;
    }

    @Override
    public long getInDrops() {
        return 7;
    }

    @Override
    public NetworkInterface queryNetworkInterface() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getIndex() {
        return 1;
    }

    @Override
    public String getDisplayName() {
        return name;
    }

    @Override
    public long getMTU() {
        return 1500;
    }

    @Override
    public String getMacaddr() {
        return "";
    }

    @Override
    public String[] getIPv4addr() {
        return new String[0];
    }

    @Override
    public Short[] getSubnetMasks() {
        return new Short[0];
    }

    @Override
    public String[] getIPv6addr() {
        return new String[0];
    }

    @Override
    public Short[] getPrefixLengths() {
        return new Short[0];
    }

    @Override
    public long getCollisions() {
        return 0;
    }

    @Override
    public long getSpeed() {
        return 0;
    }

    @Override
    public long getTimeStamp() {
        return 0;
    }

    @Override
    public boolean isKnownVmMacAddr() {
        return false;
    }
}
