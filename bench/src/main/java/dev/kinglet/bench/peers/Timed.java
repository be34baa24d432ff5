package dev.kinglet.bench.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs commands as whole processes. */
public final class Timed {

    private static final int SHOWN_CHARACTERS = 2_000;

    private Timed() {}

    /** Has the system write what is left of earlier runs, gigabytes of which would be written at the next one's expense. */
    public static void settle() throws InterruptedException {
        try {
            var _ = new ProcessBuilder("sync").start().waitFor();
        } catch (IOException e) {
            return; // there is no such command; the figures are what they are
        }
    }

    /**
     * Runs a command to its end.
     *
     * @return how long it took, in seconds
     * @throws IllegalStateException if it failed, with the end of what it printed
     */
    static double seconds(List<String> command, Path directory) throws IOException, InterruptedException {
        Path log = Files.createTempFile("kinglet-bench", ".log");
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            int status = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (status != 0) {
                String said = Files.readString(log, StandardCharsets.UTF_8);
                throw new IllegalStateException(String.join(" ", command) + " ended with " + status + ":\n"
                        + said.substring(Math.max(0, said.length() - SHOWN_CHARACTERS)));
            }
            return seconds;
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
