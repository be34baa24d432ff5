package dev.kinglet.source;

import dev.kinglet.closure.UndecodableException;
import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.StoreUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/** Says which object could not be read and of which kind the failure is, so that a worker can tell who has to act. */
final class ReadFailures {

    private ReadFailures() {}

    static RuntimeException of(String name, IOException cause) {
        return switch (cause) {
            case NoSuchFileException e ->
                new ObjectNotFoundException(
                        "input " + name + " is not there any more, or not on the worker's machine", e);
            case java.nio.file.AccessDeniedException e ->
                new AccessDeniedException("input " + name + " may not be read: " + e.getMessage(), e);
            case CharacterCodingException e ->
                new UndecodableException(
                        "input " + name + " is not in the encoding that it is said to be in, or is damaged: " + e,
                        null,
                        e);
            case ZipException e -> damaged(name, e);
            case EOFException e -> damaged(name, e);
            default -> new StoreUnavailableException("input " + name + " cannot be read: " + cause, cause, false);
        };
    }

    private static UndecodableException damaged(String name, IOException cause) {
        return new UndecodableException(
                "input " + name + " cannot be decompressed: " + cause.getMessage() + "; it is damaged or cut short",
                null,
                cause);
    }
}
