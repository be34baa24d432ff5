package dev.kinglet.execute.process;

import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Process platforms for tests, with times that are short. */
final class Platforms {

    static final PoolLimits LIMITS = new PoolLimits(
            2,
            0,
            1000,
            Duration.ofMinutes(5),
            new FunctionSettings(256, Map.of()),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));

    private Platforms() {}

    static WorkerJvm jvm(String... flags) {
        return new WorkerJvm(
                WorkerJvm.ownJava(), WorkerClassPath.find("file:///unused"), () -> null, List.of(flags), Map.of());
    }

    static ProcessPlatform open(SigningKey key, PoolLimits limits) {
        return ProcessPlatform.open(limits, key, WorkerCommand.own(), jvm());
    }

    static PoolLimits workers(int workers, int prepared, int concurrency, Duration idle) {
        return new PoolLimits(
                workers,
                prepared,
                concurrency,
                idle,
                LIMITS.function(),
                LIMITS.start(),
                LIMITS.grace(),
                LIMITS.drain());
    }
}
