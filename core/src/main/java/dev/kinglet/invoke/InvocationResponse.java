package dev.kinglet.invoke;

import dev.kinglet.StoreUse;
import java.util.List;
import java.util.Map;

/**
 * What a worker answers. A call of the request that has no report was not begun, as far as the worker knows; it is sent again under the
 * number of another attempt.
 *
 * @param worker the worker's identifier
 * @param first whether this was the worker's first invocation
 * @param calls a report for each call that was begun, in the order of the request
 * @param phases nanoseconds by phase: {@code load}, {@code input}, {@code run}, {@code output}
 * @param memoryMegabytes the most memory that the worker's heap had in use, as far as it knows
 * @param store what the worker asked of stores
 * @param inputBytes bytes of input objects that functions read, wherever they lie
 * @param receivedMillis the worker's clock when the request arrived, in epoch milliseconds
 */
public record InvocationResponse(
        String worker,
        boolean first,
        List<AttemptReport> calls,
        Map<String, Long> phases,
        int memoryMegabytes,
        StoreUse store,
        long inputBytes,
        long receivedMillis) {}
