package dev.kinglet.execute.global;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The virtual threads of this JVM. They are in no group, and only a dump of all threads tells of them, which takes milliseconds. */
final class VirtualThreads {

    /** A thread's line in a dump: {@code #23 "name" virtual WAITING …}. */
    private static final Pattern VIRTUAL = Pattern.compile("#\\d+ \".*\" virtual .*");

    private final HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

    /** Whether there is none. Where that cannot be found out there may be some. */
    boolean areGone() {
        try {
            Path folder = Files.createTempDirectory("kinglet-threads");
            Path dump = folder.resolve("dump").toAbsolutePath();
            try {
                jvm.dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
                try (Stream<String> lines = Files.lines(dump)) {
                    return lines.noneMatch(line -> VIRTUAL.matcher(line).matches());
                }
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(folder);
            }
        } catch (IOException e) {
            System.getLogger(VirtualThreads.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot list virtual threads", e);
            return false;
        }
    }
}
