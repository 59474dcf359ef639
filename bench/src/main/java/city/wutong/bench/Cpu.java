package city.wutong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// CPU time of processes, in seconds, from Linux's `/proc`.
final class Cpu {
    /// Ticks a second: `USER_HZ`, which is 100 on every Linux that Java runs on.
    private static final double TICKS = 100;

    private static final int OWN = 2;
    private static final int WITH_ENDED_CHILDREN = 4;

    /// Where `utime` stands behind the name of the process; stime, cutime and cstime follow.
    private static final int USER_TIME = 11;

    private Cpu() {}

    static double of(long pid) throws IOException {
        return seconds(pid, OWN);
    }

    /// Of a process and all that it has started.
    static double ofFamily(long pid) throws IOException {
        double sum = seconds(pid, WITH_ENDED_CHILDREN);
        var children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList();
        for (var child : children) {
            sum += seconds(child.pid(), WITH_ENDED_CHILDREN);
        }
        return sum;
    }

    private static double seconds(long pid, int fields) throws IOException {
        var file = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.exists(file)) {
            return 0;
        }
        var stat = Files.readString(file);
        var words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int i = USER_TIME; i < USER_TIME + fields; i++) {
            ticks += Double.parseDouble(words[i]);
        }
        return ticks / TICKS;
    }
}
