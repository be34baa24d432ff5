package dev.kinglet.bench.simulate;

import dev.kinglet.invoke.PlatformProfile;

/**
 * A platform, by what is known of it. Times are in seconds.
 *
 * @param name what {@code --platform} takes
 * @param source where the numbers come from
 * @param platform its limits, its ramp and its prices
 * @param driver how invocations leave the driver and results come back
 * @param starts how functions come to be
 * @param compute what functions do
 * @param network between functions and the store
 * @param faults what goes wrong
 */
public record PlatformModel(
        String name,
        String source,
        PlatformProfile platform,
        Driver driver,
        Starts starts,
        Compute compute,
        Network network,
        Faults faults) {

    /**
     * The driver.
     *
     * @param firstRequest from the submission to the first invocation: capture, upload of code
     * @param requestsPerSecond how fast invocations leave
     * @param answer from a function's end to the driver's knowing; where it polls, to the result's being in the store
     * @param polls intervals at which it looks, one look after the other: none where the response brings the result
     */
    public record Driver(double firstRequest, double requestsPerSecond, double answer, double... polls) {}

    /**
     * Starts.
     *
     * @param cold from the invocation to the handler, in an environment that is made for it
     * @param warm the same, in one that is there
     * @param warmShare how many of the functions there are at the beginning
     * @param coldDownloadMegabytes what a cold function fetches from the store before it can run: code, native libraries
     * @param coldDownloadRequests in how many requests
     */
    public record Starts(
            Quantiles cold, Quantiles warm, double warmShare, double coldDownloadMegabytes, int coldDownloadRequests) {}

    /**
     * Computing.
     *
     * @param gigaflops of a function with {@code atMegabytes} of memory; processors come in proportion to memory
     * @param atMegabytes the memory for which that is
     * @param spread standard deviation of functions' rates, as a share of the mean
     * @param stragglers share of functions that are slower than that
     * @param slowdown by how much they take longer: 1 and an exponentially distributed share with this mean
     * @param beside what a call takes beside the multiplications
     */
    public record Compute(
            double gigaflops, int atMegabytes, double spread, double stragglers, double slowdown, double beside) {

        double gigaflops(int megabytes) {
            return gigaflops * megabytes / atMegabytes;
        }
    }

    /**
     * The store and the way to it.
     *
     * @param latency of a request
     * @param burstMegabytes what a function may transfer at the burst's rate
     * @param burstMegabytesPerSecond until that is used up
     * @param megabytesPerSecond from then on; the burst's allowance is not restored within a run
     * @param readsPerSecond how many requests the store takes
     * @param writesPerSecond how many it takes that write
     */
    public record Network(
            double latency,
            double burstMegabytes,
            double burstMegabytesPerSecond,
            double megabytesPerSecond,
            double readsPerSecond,
            double writesPerSecond) {

        /** How long a function takes for a transfer when it has moved so much before. */
        double transfer(double megabytes, double before) {
            double quick = Math.clamp(burstMegabytes - before, 0, megabytes);
            return quick / burstMegabytesPerSecond + (megabytes - quick) / megabytesPerSecond;
        }
    }

    /**
     * Faults.
     *
     * @param lost share of invocations whose worker is lost while it runs
     * @param throttled share of invocations that are refused for no reason that is known here
     */
    public record Faults(double lost, double throttled) {}

    /** The same with other faults. */
    public PlatformModel with(Faults others) {
        return new PlatformModel(name, source, platform, driver, starts, compute, network, others);
    }

    /** The same with other limits or prices. */
    public PlatformModel with(PlatformProfile other) {
        return new PlatformModel(name, source, other, driver, starts, compute, network, faults);
    }
}
