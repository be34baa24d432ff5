package dev.kinglet.execute.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells whether the system has killed a process for want of memory: Linux counts these kills for each control group (a container is one) and for
 * the machine. Workers are in the group of their driver. Safe for use by many threads.
 */
final class OomKills {

    private static final String COUNT = "oom_kill ";

    /** Files with a count, the narrowest first. */
    private final List<Path> files = new ArrayList<>();

    private long seen;

    /**
     * Begins to count.
     *
     * @param proc where the system tells about processes, {@code /proc}
     * @param groups where it keeps control groups, {@code /sys/fs/cgroup}
     */
    OomKills(Path proc, Path groups) {
        for (String line : lines(proc.resolve("self/cgroup"))) {
            // "0::/group" in version 2, "4:memory:/group" in version 1; see cgroups(7).
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[0].equals("0")) {
                add(groups, parts[2], "memory.events");
            } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
                add(groups.resolve("memory"), parts[2], "memory.oom_control");
            }
        }
        files.add(proc.resolve("vmstat"));
        seen = count();
    }

    static OomKills ofThisProcess() {
        return new OomKills(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    /** Within a container the group that the system names is often the root of what can be seen. */
    private void add(Path root, String group, String name) {
        files.add(root.resolve(group.substring(1)).resolve(name));
        files.add(root.resolve(name));
    }

    /** Whether there was a kill since this was asked before, or made. */
    synchronized boolean anyMore() {
        long now = count();
        boolean more = now > seen;
        seen = now;
        return more;
    }

    /** Of the narrowest group that has a count; 0 where the system does not count. */
    private long count() {
        for (Path file : files) {
            for (String line : lines(file)) {
                if (line.startsWith(COUNT)) {
                    return Long.parseLong(line.substring(COUNT.length()).strip());
                }
            }
        }
        return 0;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // another system, or another version of control groups
        }
    }
}
