package dev.kinglet.bench.simulate;

import dev.kinglet.bench.simulate.PlatformModel.Compute;
import dev.kinglet.bench.simulate.PlatformModel.Driver;
import dev.kinglet.bench.simulate.PlatformModel.Faults;
import dev.kinglet.bench.simulate.PlatformModel.Network;
import dev.kinglet.bench.simulate.PlatformModel.Starts;
import dev.kinglet.invoke.AwsLambda;
import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.invoke.PlatformProfile.Concurrency;
import dev.kinglet.invoke.PlatformProfile.Memory;
import dev.kinglet.invoke.PlatformProfile.Source;
import dev.kinglet.invoke.PlatformProfile.Time;
import java.time.Duration;
import java.util.List;

/** The platforms that are modelled. No number is chosen so that a total comes out: each is one that somebody measured or promises. */
public final class Platforms {

    /**
     * What AWS promises for S3, for each prefix, and what Lambada (SIGMOD 2020) measured from Lambda: up to 300 MB/s for the first moments,
     * 90 MB/s from then on. A first byte from S3 takes some tens of milliseconds.
     */
    private static final Network S3 = new Network(0.03, 100, 300, 90, 5_500, 3_500);

    /** PyWren's time: five minutes, 1,536 MB, 3,000 at once. Prices of today, so that runs compare. */
    private static final PlatformProfile LAMBDA_OF_2017 = new PlatformProfile(
            AwsLambda.PROFILE.limits(),
            new Memory(128, 1_536, 1_769, new Source("AWS Lambda's quotas of the time", "2017")),
            AwsLambda.PROFILE.heap(),
            new Time(Duration.ofMinutes(5), new Source("AWS Lambda's quotas of the time", "2017")),
            new Concurrency(3_000, 3_000, 3_000, 50, new Source("PyWren's published notebook", "2017")),
            AwsLambda.PROFILE.prices());

    /**
     * AWS Lambda under Kinglet. The ramp is AWS's: 1,000 environments at once, and 1,000 more in ten seconds. Rates of functions are those
     * of Lithops' published run; a driver's 850 requests a second are what Lithops reached. The first call fetches Kinglet's code and
     * OpenBLAS's libraries, 18 MB. Cold starts begin with the 0.19 s that Lambda takes for a hello world in Java.
     */
    public static final PlatformModel LAMBDA = new PlatformModel(
            "lambda",
            "AWS's documented limits and prices; rates of Lithops' run of 2022",
            AwsLambda.PROFILE,
            new Driver(0.15, 850, 0.02),
            new Starts(
                    Quantiles.of(0, 0.19, 0.5, 0.35, 0.99, 1.2, 1, 2.6),
                    Quantiles.of(0, 0.01, 0.5, 0.02, 0.99, 0.1, 1, 0.4),
                    0,
                    18,
                    3),
            new Compute(19.6, 1_024, 0.02, 0.005, 0.3, 0.2),
            S3,
            new Faults(1e-5, 0));

    /**
     * Lithops' published run (its flops benchmark on AWS Lambda, eu-west-1, 11 June 2022, 1,024 MB): 1,000 invocations in 1.23 s after 0.15 s;
     * environments warm but for seven; latencies of starts as recorded; 19.6 GFLOPS a function, within 2 %; 0.06 s from start to function
     * and 0.14 s for the matrices; results written in 0.1 s, looked for every 2 s, then fetched by a loop that looks every second.
     */
    public static final PlatformModel LITHOPS_2022 = new PlatformModel(
            "lithops-2022",
            "Lithops' published run on Lambda, 1,000 functions of 1,024 MB",
            AwsLambda.PROFILE,
            new Driver(0.15, 814, 0.1, 2, 1),
            new Starts(
                    Quantiles.of(0, 2.27, 1, 2.64),
                    Quantiles.of(0, 0.08, 0.05, 0.11, 0.25, 0.18, 0.5, 0.34, 0.75, 0.6, 0.95, 1.06, 0.99, 1.5, 1, 2.3),
                    0.993,
                    0,
                    0),
            new Compute(19.6, 1_024, 0.02, 0, 0, 0.2),
            S3,
            new Faults(0, 0));

    /**
     * PyWren's published run (its flops notebook, 2017, 1,536 MB): 2,800 invocations in 27.3 s; functions run 2 to 13 s after their
     * invocation, having fetched and unpacked Python; a plateau of 44 TFLOPS, 15.7 GFLOPS a function over its whole run; the curve's fall
     * from 80 to 127 s is a spread of some 8 %; then 2.3 % of the functions are still running and 0.7 % at half of the speed; the driver
     * looks every 5 s. Lambda then started 3,000 at once.
     */
    public static final PlatformModel PYWREN_2017 = new PlatformModel(
            "pywren-2017",
            "PyWren's published notebook, 2,800 functions of 1,536 MB",
            LAMBDA_OF_2017,
            new Driver(0, 102.5, 0.1, 5),
            new Starts(Quantiles.of(0, 2, 1, 12.7), Quantiles.of(0, 2, 1, 12.7), 0, 0, 0),
            new Compute(15.7, 1_536, 0.08, 0.023, 0.3, 0),
            S3,
            new Faults(0, 0));

    private static final List<PlatformModel> ALL = List.of(LAMBDA, LITHOPS_2022, PYWREN_2017);

    private Platforms() {}

    /**
     * A platform by its name.
     *
     * @throws IllegalArgumentException if there is none, with those that there are
     */
    public static PlatformModel named(String name) {
        return ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no model of \"" + name + "\"; there are "
                        + ALL.stream().map(PlatformModel::name).toList()));
    }
}
