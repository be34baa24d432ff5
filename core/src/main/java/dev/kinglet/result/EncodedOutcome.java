package dev.kinglet.result;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;

/** How an attempt ended, with its value still encoded: as it travels, and as the driver keeps it until it is asked for. */
public sealed interface EncodedOutcome {

    /** A value that came in the response. */
    record Inline(byte[] value) implements EncodedOutcome {}

    /**
     * A value that lies in the store.
     *
     * @param key where
     * @param length its bytes
     * @param hash their SHA-256, lower-case hex
     */
    record Staged(String key, long length, String hash) implements EncodedOutcome {}

    /** The attempt failed. */
    record Failed(ErrorCode code, RemoteFailure failure) implements EncodedOutcome {}
}
