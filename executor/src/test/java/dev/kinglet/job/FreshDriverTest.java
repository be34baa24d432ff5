package dev.kinglet.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.CallOptions;
import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Sources;
import dev.kinglet.plan.GraphText;
import dev.kinglet.plan.interpreter.Interpreter;
import dev.kinglet.plan.planner.Plan;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job stored of its plan, read and run by a JVM that has nothing but the job's code. */
class FreshDriverTest {

    @TempDir
    Path folder;

    /** A driver that is given the store and jobs: it prints the graph of each and what it runs to into files. */
    static final class Driver {

        private Driver() {}

        public static void main(String[] args) throws IOException {
            String location = args[0];
            try (ObjectStore store = ObjectStores.open(location);
                    FunctionExecutor executor = executor(location)) {
                for (int i = 2; i < args.length; i++) {
                    Plan plan = StoredPlan.read(store, args[i], Driver.class.getClassLoader());
                    DatasetRun run = new DatasetRun(((KingletExecutor) executor).jobs, CallOptions.defaults());
                    List<Object> values = run.run(plan, Interpreter::run).stream()
                            .flatMap(output -> output.values().stream())
                            .toList();
                    Files.writeString(Path.of(args[1], args[i]), told(GraphText.of(plan.graph()), values));
                }
            }
        }
    }

    private static FunctionExecutor executor(String location) {
        return FunctionExecutor.create(Map.of("platform", "thread", "store", location, "workers", "2"));
    }

    private static String told(String graph, List<?> values) {
        return graph + String.join("\n", values.stream().map(String::valueOf).toList());
    }

    @Test
    void readsPrintsAndRunsItToTheSameAnswer() throws Exception {
        String location = folder.resolve("store").toUri().toString();
        Map<String, String> expected = new LinkedHashMap<>();
        try (FunctionExecutor executor = executor(location)) {
            for (Dataset<?> dataset : SomeDatasets.of(executor, folder)) {
                AtomicReference<String> job = new AtomicReference<>();
                String graph = dataset.explain();
                List<?> values =
                        dataset.onJob(begun -> job.set(begun.report().job())).collect();
                assertThat(values).isNotEmpty();
                expected.put(job.get(), told(graph, values));
            }
        }
        Path answers = Files.createDirectory(folder.resolve("answers"));

        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Driver.class.getName(),
                location,
                answers.toString()));
        command.addAll(expected.keySet());
        Process driver = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(driver.getInputStream().readAllBytes(), UTF_8);

        assertThat(driver.waitFor()).as(said).isZero();
        for (Map.Entry<String, String> job : expected.entrySet()) {
            assertThat(answers.resolve(job.getKey())).hasContent(job.getValue());
        }
    }

    @Test
    void aJobThatStagesNothingStoresNoGraph() throws IOException {
        try (FunctionExecutor executor =
                executor(folder.resolve("store").toUri().toString())) {
            assertThat(executor.read(Sources.range(0, 20)).collect()).hasSize(20);
        }

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("graph.json", "manifest.json");
        }
    }

    @Test
    void aGraphIsOneMoreRequest() throws IOException {
        AtomicReference<DatasetJob> job = new AtomicReference<>();
        FunctionExecutor executor = executor(folder.resolve("store").toUri().toString());
        try (executor) {
            for (int once = 0; once < 2; once++) {
                SomeDatasets.words(executor, folder).onJob(job::set).collect();
            }
        }

        // Code and functions were there; the other one is the manifest.
        assertThat(job.get().report().storeRequests()).containsEntry("PUT", 2L).doesNotContainKey("HEAD");
    }
}
