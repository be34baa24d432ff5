package dev.kinglet.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.BadRecords;
import dev.kinglet.format.BadRecordListener;
import dev.kinglet.json.JsonWriter;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.store.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records of a call that did not fit, and where they are to be redirected writes each as a line of JSON to an object of the
 * attempt's own: {@code place}, {@code reason}, and the {@code record} as text. Confined to the call's thread.
 */
final class BadRecordLog implements BadRecordListener, AutoCloseable {

    private static final int LINE_BYTES = 256;

    private final BadRecords policy;
    private final OperatorContext context;
    private long count;
    private @Nullable ObjectUpload upload;
    private @Nullable String object;

    BadRecordLog(BadRecords policy, OperatorContext context) {
        this.policy = policy;
        this.context = context;
        context.onClose(this::close);
    }

    @Override
    public void bad(String place, String reason, byte[] record) {
        count++;
        if (policy.action() == BadRecords.Action.REDIRECT) {
            write(new JsonWriter(LINE_BYTES)
                    .beginObject()
                    .name("place")
                    .string(place)
                    .name("reason")
                    .string(reason)
                    .name("record")
                    .string(new String(record, UTF_8))
                    .endObject()
                    .toBytes());
        }
    }

    private void write(byte[] line) {
        if (upload == null) {
            object = Keys.stagedBadRecords(context.call(), context.attempt());
            upload = context.store(Objects.requireNonNull(policy.location())).upload(object);
        }
        try {
            upload.write(line);
            upload.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long count() {
        return count;
    }

    /** Makes the object appear, and tells its key, or null where no record was redirected. */
    @Nullable
    String commit() {
        if (upload != null) {
            upload.commit();
        }
        return object;
    }

    @Override
    public void close() {
        if (upload != null) {
            upload.close();
        }
    }
}
