package dev.kinglet;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was asked of stores, and what that costs.
 *
 * @param requests how many requests were sent, by kind ({@code GET}, {@code LIST}, …): those that failed and those that were repeated
 *     each count; kinds without any are left out
 * @param bytesRead bytes that reads gave
 * @param bytesWritten bytes that writes sent
 * @param dollars what stores of such kinds charge for the requests and the bytes; nothing for folders
 */
public record StoreUse(Map<String, Long> requests, long bytesRead, long bytesWritten, double dollars) {

    /** Nothing was asked. */
    public static final StoreUse NONE = new StoreUse(Map.of(), 0, 0, 0);

    public StoreUse {
        requests = Map.copyOf(requests);
    }

    /** Whether nothing was asked. */
    public boolean isNothing() {
        return requests.isEmpty() && bytesRead == 0 && bytesWritten == 0;
    }

    /** All requests together. */
    public long count() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    /** This and another. */
    public StoreUse plus(StoreUse other) {
        return sum(other, 1);
    }

    /** What is in this and not in an earlier account of the same requests. */
    @SuppressWarnings(
            "ReferenceEquality") // the JVM makes a record's equals at its first use, which a cold worker need not pay
    public StoreUse minus(StoreUse earlier) {
        return earlier == this ? NONE : sum(earlier, -1);
    }

    private StoreUse sum(StoreUse other, int sign) {
        if (other.isNothing()) {
            return this;
        }
        Map<String, Long> sums = new TreeMap<>(requests);
        other.requests.forEach((kind, count) -> sums.merge(kind, sign * count, Long::sum));
        sums.values().removeIf(count -> count == 0);
        return new StoreUse(
                sums,
                bytesRead + sign * other.bytesRead,
                bytesWritten + sign * other.bytesWritten,
                dollars + sign * other.dollars);
    }
}
