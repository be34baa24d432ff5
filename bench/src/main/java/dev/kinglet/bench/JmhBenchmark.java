package dev.kinglet.bench;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Capture, codec and exchange by JMH. */
@Command(
        name = "jmh",
        description = "What capture, codec and the pieces of an exchange take, by JMH.",
        mixinStandardHelpOptions = true)
final class JmhBenchmark extends Benchmark {

    @Option(names = "--include", paramLabel = "REGEX", description = "which of them; all by default")
    private String include = "dev.kinglet.bench.jmh.*";

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "of a second each, in each of two JVMs; 5 by default")
    private int iterations = 5;

    @Override
    Figures measure() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(include)
                        .forks(2)
                        .warmupIterations(iterations)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
        Figures figures = new Figures();
        for (RunResult result : results) {
            String method = result.getParams().getBenchmark();
            figures.add(
                    snake(method.substring(method.lastIndexOf('.') + 1)) + "_micros",
                    result.getPrimaryResult().getScore());
        }
        return figures;
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
