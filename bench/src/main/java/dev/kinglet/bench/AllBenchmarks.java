package dev.kinglet.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The suite: each benchmark in a JVM of its own, one after the other, and one page of all. Another benchmark joins it with a line in
 * {@link #SUITE}.
 */
@Command(
        name = "all",
        description = "Every benchmark, one after the other, and one page of their results.",
        mixinStandardHelpOptions = true)
final class AllBenchmarks implements Callable<Integer> {

    /** By the name of the result's file, in the order in which they run. */
    private static final Map<String, List<String>> SUITE = suite();

    private static final String PAGE = "index.html";

    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "where results and the page go")
    private Path out = Path.of("report");

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "some of them, by the names that results have")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--input",
            paramLabel = "PATTERN",
            description = "texts for wordcount, which is left out without them")
    private List<String> inputs = new ArrayList<>();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "any setting, for every benchmark that runs jobs")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static Map<String, List<String>> suite() {
        Map<String, List<String>> suite = new LinkedHashMap<>();
        suite.put("flops", List.of("bench", "flops", "--calls", "12", "--loops", "5", "--target", "40TF"));
        suite.put("storage", List.of("bench", "storage"));
        suite.put("dispatch", List.of("bench", "dispatch"));
        suite.put("dispatch-one-by-one", List.of("bench", "dispatch", "--batch", "1"));
        suite.put("coldstart", List.of("bench", "coldstart"));
        suite.put("million", List.of("bench", "million"));
        suite.put("wordcount", List.of("bench", "wordcount"));
        suite.put("shuffle", List.of("bench", "shuffle"));
        suite.put("aggregate", List.of("bench", "aggregate"));
        suite.put("scale", List.of("bench", "scale"));
        suite.put("simulate-flops", List.of("simulate", "flops", "--functions", "2800", "--target", "40TF"));
        suite.put("jmh", List.of("bench", "jmh"));
        return suite;
    }

    @Override
    public Integer call() throws Exception {
        only.stream().filter(name -> !SUITE.containsKey(name)).findFirst().ifPresent(name -> {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no benchmark " + name + "; there are " + String.join(", ", SUITE.keySet()));
        });
        Files.createDirectories(out);
        List<BenchmarkResult> results = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (Map.Entry<String, List<String>> benchmark : SUITE.entrySet()) {
            String name = benchmark.getKey();
            boolean wanted = only.isEmpty() || only.contains(name);
            if (!wanted || (name.equals("wordcount") && inputs.isEmpty())) {
                continue;
            }
            Path file = out.resolve(name + ".json");
            Files.deleteIfExists(file);
            int status = run(name, benchmark.getValue(), file);
            if (status == 0 && Files.exists(file)) {
                results.add(ResultFile.read(file));
            } else {
                failed.add(name);
            }
        }
        PrintWriter console = spec.root().commandLine().getOut();
        if (!results.isEmpty()) {
            Files.writeString(out.resolve(PAGE), BenchmarkResult.page("Kinglet's benchmarks", results));
            console.println("the page is " + out.resolve(PAGE));
        }
        failed.forEach(name -> console.println("failed: " + name + ", see above"));
        console.flush();
        return failed.isEmpty() ? 0 : 1;
    }

    private int run(String name, List<String> words, Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.kinglet.cli.Main"));
        command.addAll(words);
        command.addAll(List.of("--json", file.toString()));
        if (name.equals("wordcount")) {
            inputs.forEach(input -> command.addAll(List.of("--input", input)));
        }
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
