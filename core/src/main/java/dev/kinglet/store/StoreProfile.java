package dev.kinglet.store;

import dev.kinglet.storage.Request;

/**
 * What a kind of store takes: its time, by which exchanges are planned, and its prices, of which the bill is made. Figures of a kind of store,
 * not of a place: they are to tell ways apart that differ by much.
 *
 * @param requestSeconds until a read's first byte comes, or an upload is taken
 * @param requestsAtOnce how many reads a call gains from having under way together
 * @param readBytesPerSecond of one call, from the store to rows
 * @param writeBytesPerSecond of one call, from rows to the store
 * @param readsPerSecond how many the store answers, of all calls together
 * @param uploadsPerSecond how many the store takes, of all calls together
 * @param dollarsPerRead for a read, or a look at an object
 * @param dollarsPerUpload for an upload or a part of one, a copy, or a page of a list
 * @param dollarsPerByteRead for a byte that leaves the store
 * @param stageSeconds what a stage takes beside its calls' work: to begin, and until the slowest has its answer back
 */
public record StoreProfile(
        double requestSeconds,
        int requestsAtOnce,
        double readBytesPerSecond,
        double writeBytesPerSecond,
        double readsPerSecond,
        double uploadsPerSecond,
        double dollarsPerRead,
        double dollarsPerUpload,
        double dollarsPerByteRead,
        double stageSeconds) {

    /** Requests that a call has under way at once: enough to hide a store's latency, and few enough that hundreds of workers are not throttled. */
    public static final int REQUESTS_AT_ONCE = 16;

    private static final String S3 = "s3:";

    /**
     * S3 from functions. A first byte takes some tens of milliseconds; a function has 90 MB/s for longer than moments (measured by Lambada,
     * SIGMOD 2020), and makes rows of 790 MB/s and compresses 330 MB/s beside; requests a second are what AWS promises for a prefix, which S3
     * splits under a load that lasts longer than a stage; prices are those of S3 Standard in us-east-1 (aws.amazon.com/s3/pricing, 2025: 0.40
     * dollars for a million GET, SELECT and all other requests, 5 for a million PUT, COPY, POST and LIST requests, none for DELETE and cancel
     * requests, and none for bytes to functions in the same region). A stage begins 0.15 s after it was
     * asked for, and the slowest of a hundred warm functions 0.1 s later, as in Lithops' published run.
     */
    public static final StoreProfile OBJECTS =
            new StoreProfile(0.03, REQUESTS_AT_ONCE, 81e6, 71e6, 5_500, 3_500, 0.4e-6, 5e-6, 0, 0.25);

    /**
     * A folder, or this process's memory. To open and read a file takes the processor 0.1 ms, so that there is nothing to gain from several at
     * once; rows are merged and written at some 200 MB/s a core (half of that each way), and nobody asks for money.
     */
    public static final StoreProfile FOLDER = new StoreProfile(
            0.0001, 1, 400e6, 400e6, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0, 0, 0.02);

    /** Those of the store at a location. */
    public static StoreProfile of(String location) {
        return location.startsWith(S3) ? OBJECTS : FOLDER;
    }

    /** Whether requests cost money. */
    public boolean charges() {
        return dollarsPerRead > 0;
    }

    /** The price of a request. */
    double dollars(Request kind) {
        return switch (kind) {
            case GET, GET_RANGE, OPEN, HEAD -> dollarsPerRead;
            case PUT, PUT_IF_ABSENT, UPLOAD, UPLOAD_PART, COPY, LIST -> dollarsPerUpload;
            case DELETE, DELETE_ALL -> 0;
        };
    }
}
