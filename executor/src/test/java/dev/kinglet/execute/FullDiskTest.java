package dev.kinglet.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

/** A disk without room is not the function's failure, nor Kinglet's. */
final class FullDiskTest {

    @Test
    void aFullDiskIsToldFromWhatTheFunctionDid() {
        IOException full = new FileSystemException("/tmp/rows", null, "No space left on device");

        assertThat(Failures.ofFunction(full).code()).isEqualTo(ErrorCode.DISK_FULL);
        assertThat(Failures.ofFunction(new UncheckedIOException("cannot write", full))
                        .code())
                .isEqualTo(ErrorCode.DISK_FULL);
        assertThat(Failures.ofFunction(new IOException("Disk quota exceeded")).code())
                .isEqualTo(ErrorCode.DISK_FULL);
        assertThat(Failures.ofFunction(new IOException("connection reset")).code())
                .isEqualTo(ErrorCode.FUNCTION_THREW);
        assertThat(Failures.ofFunction(new IllegalStateException("no space left on device"))
                        .code())
                .isEqualTo(ErrorCode.FUNCTION_THREW);
    }
}
