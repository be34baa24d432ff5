package dev.kinglet.invoke;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.kinglet.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of a platform before anything runs on it. Scheduler, planner, bill and simulator read it here and know no such number
 * themselves; {@code kinglet config} prints it.
 *
 * @param limits what a request and a response may carry
 * @param memory what a function can have
 * @param heap what of a function's memory is its heap
 * @param time how long a function may run
 * @param concurrency how many run at once, and how soon
 * @param prices what it costs
 */
public record PlatformProfile(
        Limits limits, Memory memory, Heap heap, Time time, Concurrency concurrency, Prices prices) {

    /**
     * Where a fact comes from.
     *
     * @param text who says so
     * @param date when that was so, as {@code 2025-11}
     */
    public record Source(String text, String date) {

        @Override
        public String toString() {
            return text + ", " + date;
        }
    }

    /**
     * Payloads.
     *
     * @param requestBytes the longest request
     * @param responseBytes the longest response
     */
    public record Limits(int requestBytes, int responseBytes, Source source) {

        /** The longest value that may be asked to travel inline: base64 and the message around it have to fit, too. */
        public int inlineBytes() {
            return Math.min(requestBytes, responseBytes) / 3 * 2;
        }
    }

    /**
     * Memory, in megabytes.
     *
     * @param least the least that a function can have
     * @param most the most that a function can have
     * @param perProcessor what brings a whole processor with it, where processors come with memory; else 0
     */
    public record Memory(int least, int most, int perProcessor, Source source) {}

    /**
     * The heap.
     *
     * @param share the part of a function's memory that the heap may take; the rest is for what functions use outside of it
     */
    public record Heap(double share, Source source) {

        private static final int LEAST_MEGABYTES = 16;

        /** The heap of a function of this memory. */
        public int megabytes(int memoryMegabytes) {
            return (int) Math.max(LEAST_MEGABYTES, memoryMegabytes * share);
        }

        /** The memory that a function needs for this heap. */
        public int memoryFor(int heapMegabytes) {
            return (int) Math.ceil(heapMegabytes / share);
        }
    }

    /**
     * Time.
     *
     * @param longest after which a function is killed, whatever limit it was given
     */
    public record Time(Duration longest, Source source) {}

    /**
     * How many invocations run at once, and how soon so many do.
     *
     * @param most that run at once; more than that wait inside the platform or are throttled
     * @param inFlight how many are worth having under way at once: somewhat more than {@code most} where the platform keeps a queue, so that
     *     no worker waits for the driver
     * @param burst how many environments are made at once
     * @param perSecond how many more are made each second after that
     */
    public record Concurrency(int most, int inFlight, int burst, double perSecond, Source source) {}

    /**
     * Prices, in dollars. Each invocation's time is rounded up to the millisecond.
     *
     * @param perGigabyteSecond of memory
     * @param perInvocation of functions
     */
    public record Prices(double perGigabyteSecond, double perInvocation, Source source) {

        private static final int MEGABYTES_PER_GIGABYTE = 1024;

        /** What an invocation uses of memory and time. */
        public double gigabyteSeconds(Duration billed, int memoryMegabytes) {
            long millis = Math.ceilDiv(billed.toNanos(), 1_000_000L);
            return gigabyteSeconds(millis / 1e3, memoryMegabytes);
        }

        /** As much memory for so long. */
        public double gigabyteSeconds(double seconds, int memoryMegabytes) {
            return seconds * ((double) memoryMegabytes / MEGABYTES_PER_GIGABYTE);
        }

        /** The price of so much. */
        public double dollars(double gigabyteSeconds, double invocations) {
            return gigabyteSeconds * perGigabyteSecond + invocations * perInvocation;
        }
    }

    /** The same at other prices. */
    public PlatformProfile with(Prices others) {
        return new PlatformProfile(limits, memory, heap, time, concurrency, others);
    }

    /** The same with another limit of time. */
    public PlatformProfile with(Time other) {
        return new PlatformProfile(limits, memory, heap, other, concurrency, prices);
    }

    /** The same with another concurrency. */
    public PlatformProfile with(Concurrency other) {
        return new PlatformProfile(limits, memory, heap, time, other, prices);
    }

    /**
     * Checks what the configuration asks of the platform.
     *
     * @throws IllegalArgumentException if it cannot do it
     */
    public void check(Settings settings) {
        if (settings.inlineBytes() > limits.inlineBytes()) {
            throw new IllegalArgumentException(
                    "inline-limit must be at most " + limits.inlineBytes() + " bytes, but is "
                            + settings.inlineBytes() + ": a request of the platform " + settings.platform() + " has "
                            + limits.requestBytes() + " bytes and a response " + limits.responseBytes());
        }
    }

    /** The same at the prices of the configuration, where it has any. */
    public PlatformProfile under(Settings settings) {
        Optional<Double> second = settings.pricePerGigabyteSecond();
        Optional<Double> million = settings.pricePerMillionInvocations();
        return second.isEmpty() && million.isEmpty()
                ? this
                : with(new Prices(
                        second.orElse(prices.perGigabyteSecond()),
                        million.isPresent() ? million.get() / 1e6 : prices.perInvocation(),
                        new Source("the configuration", "now")));
    }

    /** What {@code kinglet config} prints: a line for each part, with its source. */
    public List<String> lines() {
        return List.of(
                line(
                        "request and response",
                        limits.source(),
                        "%,d and %,d bytes",
                        limits.requestBytes(),
                        limits.responseBytes()),
                line("memory", memory.source(), "%,d to %,d MB", memory.least(), memory.most()),
                line("heap", heap.source(), "%.1f %% of the memory", heap.share() * 100),
                line("time", time.source(), "%,d s", time.longest().toSeconds()),
                line("at once", concurrency.source(), "%,d", concurrency.most()),
                line(
                        "starts",
                        concurrency.source(),
                        "%,d at once, then %.0f a second",
                        concurrency.burst(),
                        concurrency.perSecond()),
                line("gigabyte-second", prices.source(), "%.10f dollars", prices.perGigabyteSecond()),
                line("million invocations", prices.source(), "%.2f dollars", prices.perInvocation() * 1e6));
    }

    @FormatMethod
    private static String line(String what, Source source, @FormatString String form, Object... values) {
        return String.format(
                Locale.ROOT, "%-30s %-32s # %s", what + ":", String.format(Locale.ROOT, form, values), source);
    }
}
