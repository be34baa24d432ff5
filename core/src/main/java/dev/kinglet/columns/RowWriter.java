package dev.kinglet.columns;

import dev.kinglet.closure.KryoValueCodec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

public final class RowWriter implements AutoCloseable {
    private final DataOutputStream out;
    private final KryoValueCodec codec = new KryoValueCodec(RowWriter.class.getClassLoader());

    public RowWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    public void write(@Nullable Object row) {
        byte[] bytes = codec.encode(row, "row");
        try {
            out.writeInt(bytes.length);
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
