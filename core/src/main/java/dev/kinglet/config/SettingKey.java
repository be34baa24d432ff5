package dev.kinglet.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One key of the configuration.
 *
 * @param name as in {@code kinglet.yaml}, kebab-case
 * @param meaning what it says, in a line
 * @param reader checks a value's text and makes the value of it
 * @param defaultText the text of the value that holds where nobody gives one
 */
record SettingKey<T>(
        String name, String meaning, ValueReader<T> reader, Function<? super Surroundings, String> defaultText) {

    private static final int MAX_WORKERS = 100_000;
    private static final int MAX_ATTEMPTS = 100;

    /** What fits a platform's messages is for its profile to say. */
    private static final int MAX_INLINE_BYTES = 1 << 30;

    private static final int MAX_MEGABYTES = 1 << 20;
    private static final double MAX_PRICE = 1_000_000;

    static final SettingKey<String> PLATFORM = new SettingKey<>(
            "platform",
            "where workers run: process (worker processes on this machine), thread (threads of this JVM, for"
                    + " debugging)",
            ValueReader.text(),
            surroundings -> "process");

    static final SettingKey<String> STORE = new SettingKey<>(
            "store",
            "where code, staged inputs and results lie: a folder, or s3://bucket/prefix",
            ValueReader.text(),
            surroundings -> surroundings.cacheFolder().resolve("store").toUri().toString());

    static final SettingKey<Integer> WORKERS = new SettingKey<>(
            "workers",
            "how many workers run at once",
            ValueReader.wholeNumber(1, MAX_WORKERS),
            surroundings -> Integer.toString(surroundings.processors()));

    static final SettingKey<Integer> PREPARED_WORKERS = new SettingKey<>(
            "prepared-workers",
            "workers started ahead and waiting, beyond those in use",
            ValueReader.wholeNumber(0, MAX_WORKERS),
            surroundings -> "0");

    static final SettingKey<Integer> MEMORY = new SettingKey<>(
            "memory",
            "memory of a function, in megabytes where no unit is given",
            ValueReader.megabytes(64, MAX_MEGABYTES),
            surroundings -> "1024 MB");

    static final SettingKey<Duration> TIME_LIMIT = new SettingKey<>(
            "time-limit",
            "how long one attempt at a call may run",
            ValueReader.duration(Duration.ofMillis(1), Duration.ofDays(7)),
            surroundings -> "15m");

    static final SettingKey<Integer> ATTEMPTS = new SettingKey<>(
            "attempts",
            "attempts at a call, the first included",
            ValueReader.wholeNumber(1, MAX_ATTEMPTS),
            surroundings -> "3");

    static final SettingKey<Optional<Duration>> DEADLINE = new SettingKey<>(
            "deadline",
            "how long a job may take from its submission",
            ValueReader.optional(ValueReader.duration(Duration.ofMillis(1), Duration.ofDays(365))),
            surroundings -> ValueReader.NONE);

    static final SettingKey<Duration> IDLE_TIMEOUT = new SettingKey<>(
            "idle-timeout",
            "how long a worker is kept without work",
            ValueReader.duration(Duration.ZERO, Duration.ofDays(1)),
            surroundings -> "60s");

    static final SettingKey<Integer> CONCURRENCY_LIMIT = new SettingKey<>(
            "concurrency-limit",
            "invocations that the local platform takes at once before it throttles",
            ValueReader.wholeNumber(1, 1_000_000),
            surroundings -> "1000");

    static final SettingKey<Integer> INLINE_LIMIT = new SettingKey<>(
            "inline-limit",
            "inputs and results up to this many bytes travel in the request and response; larger ones go to the store",
            ValueReader.bytes(0, MAX_INLINE_BYTES),
            surroundings -> "64 KB");

    static final SettingKey<List<String>> WORKER_OPTIONS = new SettingKey<>(
            "worker-options",
            "options of the workers' JVMs, beyond what they take over from the driver: -Dapp.mode=test --add-modules"
                    + " jdk.incubator.vector",
            ValueReader.jvmOptions(),
            surroundings -> ValueReader.NONE);

    static final SettingKey<Optional<Double>> PRICE_PER_GIGABYTE_SECOND = new SettingKey<>(
            "price-per-gigabyte-second",
            "dollars for a gigabyte of memory for a second, in place of the platform's own price",
            ValueReader.optional(ValueReader.decimal(0, MAX_PRICE)),
            surroundings -> ValueReader.NONE);

    static final SettingKey<Optional<Double>> PRICE_PER_MILLION_INVOCATIONS = new SettingKey<>(
            "price-per-million-invocations",
            "dollars for a million requests to the platform, in place of its own price",
            ValueReader.optional(ValueReader.decimal(0, MAX_PRICE)),
            surroundings -> ValueReader.NONE);

    static final SettingKey<Optional<Double>> FLOPS_TARGET = new SettingKey<>(
            "flops-target",
            "floating-point operations per second to hold jobs against, in the reports of those that count them",
            ValueReader.optional(ValueReader.rate()),
            surroundings -> ValueReader.NONE);

    /** Every key there is, in the order in which they are shown. */
    static final List<SettingKey<?>> ALL = List.of(
            PLATFORM,
            STORE,
            WORKERS,
            PREPARED_WORKERS,
            MEMORY,
            TIME_LIMIT,
            ATTEMPTS,
            DEADLINE,
            IDLE_TIMEOUT,
            CONCURRENCY_LIMIT,
            INLINE_LIMIT,
            WORKER_OPTIONS,
            PRICE_PER_GIGABYTE_SECOND,
            PRICE_PER_MILLION_INVOCATIONS,
            FLOPS_TARGET);

    /** {@code KINGLET_TIME_LIMIT} for {@code time-limit}. */
    String variable() {
        return variable(name);
    }

    static String variable(String name) {
        return Surroundings.VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
