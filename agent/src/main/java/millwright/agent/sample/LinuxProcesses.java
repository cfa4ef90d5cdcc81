package millwright.agent.sample;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * From {@code /proc/PID/stat} alone: OSHI reads four more files of each process and keeps a map of
 * each, for what is not reported here. Measured with 120 processes: 1.3 ms instead of 10.6 ms.
 */
final class LinuxProcesses implements ProcessTable {
    /** A program with more open files than that has a leak whatever the exact number. */
    private static final int FILES_MAX = 65_536;

    private final Path proc;
    private final ProcStat stat;
    private final SmallFile file = new SmallFile();

    /**
     * @param proc {@code /proc}
     */
    LinuxProcesses(Path proc, ProcStat stat) {
        this.proc = requireNonNull(proc, "proc");
        this.stat = requireNonNull(stat, "stat");
    }

    @Override
    public List<ProcessReading> readAll() {
        String[] names = proc.toFile().list();
        if (names == null) {
            throw new SamplingException(proc + " cannot be listed");
        }
        List<ProcessReading> processes = new ArrayList<>(names.length);
        for (String name : names) {
            if (isNumber(name)) {
                try {
                    processes.add(stat.parse(file.read(proc + "/" + name + "/stat")));
                } catch (IOException goneOrHidden) {
                    // it ended between the list and the reading, or /proc hides it
                }
            }
        }
        return processes;
    }

    /** Linux 6.2 and newer tell the number as the size of the folder, whoever asks. */
    @Override
    public OptionalLong openFiles(long pid) {
        Path folder = proc.resolve(pid + "/fd");
        try {
            long size = new File(folder.toString()).length();
            return size > 0 ? OptionalLong.of(size) : OptionalLong.of(count(folder));
        } catch (IOException | DirectoryIteratorException goneOrForeign) {
            return OptionalLong.empty();
        }
    }

    private static long count(Path folder) throws IOException {
        long count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (var each = files.iterator(); count < FILES_MAX && each.hasNext(); each.next()) {
                count++;
            }
        }
        return count;
    }

    private static boolean isNumber(String name) {
        char first = name.charAt(0);
        return first >= '0' && first <= '9';
    }
}
