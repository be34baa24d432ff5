package dev.kinglet.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells that something failed because a disk is full. */
final class FullDisk {

    /** What the system says, in English, of {@code ENOSPC} and {@code EDQUOT}. */
    private static final String NO_SPACE = "No space left on device";

    private static final String QUOTA = "quota exceeded";

    /** Less than this is no room: a write of a page fails when only a part of it is left. */
    private static final long LEAST_BYTES = 1 << 16;

    private static final int MAX_CAUSES = 20;

    private FullDisk() {}

    /** Whether a write to a full disk is the cause. Where the system speaks another language, the temporary folder's room is looked at. */
    static boolean isBehind(Throwable thrown) {
        int links = 0;
        for (Throwable cause = thrown; cause != null && links < MAX_CAUSES; cause = cause.getCause(), links++) {
            if (cause instanceof IOException failure) {
                String message = String.valueOf(failure.getMessage());
                return message.contains(NO_SPACE) || message.contains(QUOTA) || isFull();
            }
        }
        return false;
    }

    private static boolean isFull() {
        try {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            return Files.getFileStore(folder).getUsableSpace() < LEAST_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
