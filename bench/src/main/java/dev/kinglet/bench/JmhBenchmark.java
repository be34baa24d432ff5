package dev.kinglet.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Capture, codecs and exchange by JMH. */
@Command(
        name = "jmh",
        description = "What capture, codecs and the pieces of an exchange take, by JMH.",
        mixinStandardHelpOptions = true)
final class JmhBenchmark extends Benchmark {

    @Option(names = "--include", paramLabel = "REGEX", description = "which of them; all by default")
    private String include = "dev.kinglet.bench.jmh.*";

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description =
                    "of a second each, after as many to warm up, in each of two JVMs; 3 by default: ten minutes in all")
    private int iterations = 3;

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
            BenchmarkParams params = result.getParams();
            List<String> values =
                    params.getParamsKeys().stream().map(params::getParam).toList();
            figures.add(
                    name(params.getBenchmark(), values),
                    micros(
                            result.getPrimaryResult().getScore(),
                            result.getPrimaryResult().getScoreUnit()));
        }
        return figures;
    }

    /** The method and the values of its parameters, so that each run of one method is a figure of its own. */
    static String name(String benchmark, List<String> parameters) {
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        StringBuilder name = new StringBuilder(method.replaceAll("([A-Z])", "_$1"));
        parameters.forEach(value -> name.append('_').append(value));
        return name.append("_micros").toString().toLowerCase(Locale.ROOT);
    }

    /** A time an operation, whatever unit a benchmark asked JMH for. */
    static double micros(double score, String unit) {
        return switch (unit) {
            case "ns/op" -> score / 1e3;
            case "us/op" -> score;
            case "ms/op" -> score * 1e3;
            default ->
                throw new IllegalArgumentException(
                        "a benchmark gives " + unit + ", but ns/op, us/op or ms/op are told as microseconds");
        };
    }
}
