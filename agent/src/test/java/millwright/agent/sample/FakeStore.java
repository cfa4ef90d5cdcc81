package millwright.agent.sample;

import oshi.software.os.OSFileStore;

/** A mounted file system of 1000 bytes and 100 inodes, unless the test says otherwise. */
record FakeStore(
        String mount,
        String volume,
        String type,
        String options,
        String uuid,
        long total,
        long free,
        long usable,
        long inodes)
        implements OSFileStore {

    /** Written like a line of {@code /proc/mounts}: device, mount, type, options. */
    static FakeStore of(String line) {
        String[] words = line.split(" ");
        return new FakeStore(words[1], words[0], words[2], words[3], "", 1000, 400, 300, 100);
    }

    FakeStore withTotal(long total) {
        return new FakeStore(mount, volume, type, options, uuid, total, free, usable, inodes);
    }

    FakeStore withSpace(long free, long usable) {
        return new FakeStore(mount, volume, type, options, uuid, total, free, usable, inodes);
    }

    FakeStore withoutInodes() {
        return new FakeStore(mount, volume, type, options, uuid, total, free, usable, 0);
    }

    FakeStore withUuid(String uuid) {
        return new FakeStore(mount, volume, type, options, uuid, total, free, usable, inodes);
    }

    @Override
    public String getName() {
        return mount;
    }

    @Override
    public String getVolume() {
        return volume;
    }

    @Override
    public String getLabel() {
        return "";
    }

    @Override
    public String getLogicalVolume() {
        return "";
    }

    @Override
    public String getMount() {
        return mount;
    }

    @Override
    public String getDescription() {
        return "";
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public String getOptions() {
        return options;
    }

    @Override
    public String getUUID() {
        return uuid;
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public long getFreeSpace() {
        return free;
    }

    @Override
    public long getUsableSpace() {
        return usable;
    }

    @Override
    public long getTotalSpace() {
        return total;
    }

    @Override
    public long getFreeInodes() {
        return inodes / 2;
    }

    @Override
    public long getTotalInodes() {
        return inodes;
    }

    @Override
    public boolean updateAttributes() {
        return true;
    }
}
