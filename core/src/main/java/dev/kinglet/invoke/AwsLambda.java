package dev.kinglet.invoke;

import dev.kinglet.invoke.PlatformProfile.Concurrency;
import dev.kinglet.invoke.PlatformProfile.Heap;
import dev.kinglet.invoke.PlatformProfile.Limits;
import dev.kinglet.invoke.PlatformProfile.Memory;
import dev.kinglet.invoke.PlatformProfile.Prices;
import dev.kinglet.invoke.PlatformProfile.Source;
import dev.kinglet.invoke.PlatformProfile.Time;
import java.time.Duration;

/** AWS Lambda as it is published. Local platforms take its limits and prices, so that what runs here runs there; the simulator runs jobs on it. */
public final class AwsLambda {

    private static final Source QUOTAS = new Source("AWS Lambda's quotas", "2026-11");

    /** 6 MB each way; 128 MB to 10,240 MB; 15 minutes; 1,000 environments at once, and 1,000 more in ten seconds; x86 in us-east-1. */
    public static final PlatformProfile PROFILE = new PlatformProfile(
            new Limits(6 << 20, 6 << 20, QUOTAS),
            new Memory(128, 10_240, 1_769, QUOTAS),
            new Heap(7 / 8.0, new Source("Kinglet's workers: the rest is for what functions use outside", "2026-11")),
            new Time(Duration.ofMinutes(15), QUOTAS),
            new Concurrency(1_000, 1_000, 1_000, 100, QUOTAS),
            new Prices(0.0000166667, 0.20 / 1e6, new Source("AWS Lambda's price list, x86, us-east-1", "2025-11")));

    private AwsLambda() {}
}
