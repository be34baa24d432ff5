package dev.kinglet.bench.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The frameworks of Python that run maps of calls, each as a script of {@code bench/peers} in a whole process.
 *
 * @param interpreter a command on the path or the file of one, of an environment with the frameworks, for instance
 */
public record Python(String interpreter) {

    /** Some import hundreds of files from a cold disk. */
    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(1);

    /** A framework that starts processes for its calls may take long; one that hangs should not hold up the others for ever. */
    private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(15);

    private static final String ROUND = "kinglet-round ";

    /** A framework. */
    public enum Framework {
        LITHOPS("Lithops", "lithops", "lithops"),
        RAY("Ray", "ray", "ray"),
        DASK("Dask", "dask", "dask.distributed");

        private final String title;
        private final String id;
        private final String module;

        Framework(String title, String id, String module) {
            this.title = title;
            this.id = id;
            this.module = module;
        }

        /** Its name as it is written in sentences. */
        public String title() {
            return title;
        }

        /** Its name as it stands in those of figures. */
        public String id() {
            return id;
        }
    }

    /** How a process ended, and what it printed, errors included. */
    private record Ended(int status, List<String> lines) {

        String lastLine() {
            return lines.stream()
                    .filter(line -> !line.isBlank())
                    .reduce((one, other) -> other)
                    .orElse("it printed nothing, and its status was " + status);
        }
    }

    /**
     * Looks whether a module can be imported.
     *
     * @throws AbsentPeerException if not, with the interpreter's reason
     */
    void require(String module) throws AbsentPeerException, InterruptedException {
        Ended ended;
        try {
            ended = run(List.of(interpreter, "-c", "import " + module), IMPORT_LIMIT);
        } catch (IOException e) {
            throw new AbsentPeerException("there is no " + interpreter + ": " + e.getMessage());
        }
        if (ended.status() != 0) {
            throw new AbsentPeerException(interpreter + " cannot import " + module + ": " + ended.lastLine());
        }
    }

    /**
     * Runs a map of calls that give their input back.
     *
     * @return how long the median round took, in seconds, without the start of the framework and a round to warm up
     * @throws AbsentPeerException if the framework cannot be had, or fails at what it is asked for
     */
    public double seconds(Framework framework, int calls, int workers, int rounds)
            throws AbsentPeerException, IOException, InterruptedException {
        require(framework.module);
        Path script = Home.find().resolve("bench/peers/" + framework.id + "_map.py");
        Ended ended = run(
                List.of(
                        interpreter,
                        script.toString(),
                        Integer.toString(calls),
                        Integer.toString(workers),
                        Integer.toString(rounds)),
                SCRIPT_LIMIT);
        double[] seconds = rounds(ended.lines());
        if (ended.status() != 0 || seconds.length != rounds) {
            throw new AbsentPeerException(framework.title + " is there, but failed: " + ended.lastLine());
        }
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    /** The rounds that a script told of, between whatever the framework had to say. */
    static double[] rounds(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(ROUND))
                .mapToDouble(line -> Double.parseDouble(line.substring(ROUND.length())))
                .toArray();
    }

    private static Ended run(List<String> command, Duration limit)
            throws AbsentPeerException, IOException, InterruptedException {
        Path log = Files.createTempFile("kinglet-bench", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AbsentPeerException(
                            String.join(" ", command) + " did not end within " + limit.toSeconds() + " seconds");
                }
            } finally {
                stop(process);
            }
            // Its own output may be anything; what is looked for in it is ASCII.
            return new Ended(
                    process.exitValue(),
                    new ArrayList<>(Files.readString(log, StandardCharsets.ISO_8859_1)
                            .lines()
                            .toList()));
        } finally {
            Files.deleteIfExists(log);
        }
    }

    /** Ends a process that still runs, and the workers that it started. */
    private static void stop(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
