package dev.kinglet.execute.process;

import dev.kinglet.config.Settings;
import dev.kinglet.invoke.FunctionSettings;
import java.time.Duration;
import java.util.Map;

/**
 * What bounds a pool of workers.
 *
 * @param workers how many work at once
 * @param prepared how many are started ahead, beyond those
 * @param concurrency invocations that run or wait before more are throttled
 * @param idle how long a worker is kept without work
 * @param function whose workers are started ahead
 * @param start how long a process may take until it asks for work
 * @param grace how much longer than it should a worker may take before it is killed
 * @param drain how long what a dead worker said last may take to be read
 */
record PoolLimits(
        int workers,
        int prepared,
        int concurrency,
        Duration idle,
        FunctionSettings function,
        Duration start,
        Duration grace,
        Duration drain) {

    static PoolLimits of(Settings settings) {
        return new PoolLimits(
                settings.workers(),
                settings.preparedWorkers(),
                settings.concurrencyLimit(),
                settings.idleTimeout(),
                new FunctionSettings(settings.memoryMegabytes(), Map.of()),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }
}
