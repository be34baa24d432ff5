package dev.kinglet.storage;

import java.util.function.Supplier;

/**
 * What surrounds each request that an upload sends. An upload is one object to its caller and may be many requests to the backend, so
 * whoever counts or repeats requests is asked for each.
 */
public interface UploadRequests {

    /** Each as it is. */
    UploadRequests PLAIN = new UploadRequests() {
        @Override
        public <T> T make(Request kind, Supplier<T> request) {
            return request.get();
        }
    };

    /**
     * Makes a request, once or more often.
     *
     * @param kind what it counts as
     * @throws StorageException if it failed for good
     */
    <T> T make(Request kind, Supplier<T> request);
}
