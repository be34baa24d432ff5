package dev.kinglet;

import java.time.Duration;
import java.util.Map;

/**
 * What a job did, so far or in all.
 *
 * @param job the job
 * @param wall from the submission until now, or until the last call ended
 * @param calls how many calls are known
 * @param succeeded calls that ended with a value
 * @param failed calls that ended otherwise
 * @param attempts attempts at calls
 * @param invocations requests to the platform that were answered
 * @param coldStarts invocations that a worker took as its first, started for it
 * @param preparedStarts invocations that a worker took as its first, started ahead and waiting
 * @param warmStarts invocations by a worker that had run others
 * @param phases the time of all workers together in each phase of a call, by name: {@code load} (code and closure), {@code input},
 *     {@code run}, {@code output}
 * @param store what was asked of all stores, by driver and workers, for inputs and outputs, too
 * @param inputBytes bytes of input objects that functions read
 * @param peakWorkerMegabytes the most memory that a worker had in use
 * @param billedGigabyteSeconds time × memory as AWS Lambda bills it: per millisecond of each invocation
 * @param dollars the bill: functions by the prices of the configuration, and {@link StoreUse#dollars}
 * @param location where inputs, code and results of the job lie in the store
 * @param flops the floating-point operations that functions told of
 * @param badRecords records of a dataset's sources that did not fit and were skipped or redirected
 */
public record JobReport(
        String job,
        Duration wall,
        int calls,
        int succeeded,
        int failed,
        int attempts,
        int invocations,
        int coldStarts,
        int preparedStarts,
        int warmStarts,
        Map<String, Duration> phases,
        StoreUse store,
        long inputBytes,
        int peakWorkerMegabytes,
        double billedGigabyteSeconds,
        double dollars,
        String location,
        FlopsReport flops,
        long badRecords) {

    /** The requests to stores, by kind: {@link StoreUse#requests}. */
    public Map<String, Long> storeRequests() {
        return store.requests();
    }

    /** Bytes read from stores. */
    public long bytesRead() {
        return store.bytesRead();
    }

    /** Bytes written to stores. */
    public long bytesWritten() {
        return store.bytesWritten();
    }
}
