package dev.kinglet.config;

import java.time.Duration;
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

    /** Dollars per gigabyte-second. Default 0.0000166667, Lambda's x86 price in us-east-1. */
    double pricePerGigabyteSecond();

    /** Dollars per million invocations. Default 0.20. */
    double pricePerMillionInvocations();

    /** Floating-point operations per second that jobs are held against in reports. Default: none. */
    Optional<Double> flopsTarget();
}
