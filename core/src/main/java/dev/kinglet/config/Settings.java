package dev.kinglet.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of one executor: every key is known, and every value was checked when they were loaded. */
public interface Settings {

    /** {@code process}, {@code thread}, … Default {@code process}. */
    String platform();

    /** The store's location. Default: a folder in the user's cache directory, {@code file:///…/kinglet/store}. */
    String store();

    /** How many workers at once. Default: the processors of this machine. */
    int workers();

    /** Workers started ahead and waiting, beyond those in use. Default 0. */
    int preparedWorkers();

    /** Memory of a function in megabytes. Default 1,024. */
    int memoryMegabytes();

    /** How long one attempt at a call may run. Default 15 minutes, as Lambda's. */
    Duration timeLimit();

    /** Attempts at a call, the first included. Default 3. */
    int attempts();

    /** How long a job may take. Default: no limit. */
    Optional<Duration> deadline();

    /** How long a worker is kept without work. Default 60 s. */
    Duration idleTimeout();

    /** Invocations that the local platform takes at once before it throttles. Default 1,000, as Lambda's. */
    int concurrencyLimit();

    /** Inputs and results up to this many bytes travel in the request and response. Default 65,536. */
    int inlineBytes();

    /** Options of the workers' JVMs, one word each, beyond what they take over from the driver. Default: none. */
    List<String> workerOptions();

    /** Dollars per gigabyte-second. Default: the platform's price. */
    Optional<Double> pricePerGigabyteSecond();

    /** Dollars per million invocations. Default: the platform's price. */
    Optional<Double> pricePerMillionInvocations();

    /**
     * What an executor that a function makes is to know: the text of each setting that somebody gave, by key, and the store, where workers
     * find it.
     */
    Map<String, String> forFunctions();

    /**
     * The value of a setting that the chosen platform declares.
     *
     * @throws IllegalArgumentException if it does not
     */
    <T> T get(PlatformSetting<T> setting);

    /** Floating-point operations per second that jobs are held against in reports. Default: none. */
    Optional<Double> flopsTarget();
}
