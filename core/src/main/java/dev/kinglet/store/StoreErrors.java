package dev.kinglet.store;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.ObjectChangedException;
import dev.kinglet.storage.ObjectEncodedException;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.PreconditionFailedException;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreThrottledException;
import dev.kinglet.storage.StoreUnavailableException;
import java.util.List;

/** What a store's refusal means for a call. */
public final class StoreErrors {

    private StoreErrors() {}

    /** The refusal of a request that the driver made: its frames are Kinglet's, which tell a user nothing. */
    public static RemoteFailure inDriver(String doing, StorageException e) {
        return new RemoteFailure(e.getClass().getName(), doing + ": " + e.getMessage(), List.of(), null);
    }

    /** The code of the failure; whether the call wanted the object or Kinglet for it does not matter. */
    public static ErrorCode code(StorageException e) {
        return switch (e) {
            case AccessDeniedException denied -> ErrorCode.STORE_DENIED;
            case ObjectNotFoundException missing -> ErrorCode.STORE_OBJECT_MISSING;
            case ObjectChangedException changed -> ErrorCode.STORE_OBJECT_MISSING;
            case ObjectEncodedException encoded -> ErrorCode.INPUT_NOT_DECODABLE;
            case PreconditionFailedException exists -> ErrorCode.INTERNAL;
            case StoreThrottledException throttled -> ErrorCode.STORE_UNAVAILABLE;
            case StoreUnavailableException unavailable -> ErrorCode.STORE_UNAVAILABLE;
        };
    }
}
