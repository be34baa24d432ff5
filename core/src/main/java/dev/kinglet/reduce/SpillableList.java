package dev.kinglet.reduce;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.kinglet.columns.RowReader;
import dev.kinglet.columns.RowWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Values that can be iterated any number of times: in memory up to a budget, the rest in a file of the worker's. Confined to one thread. */
final class SpillableList implements Iterable<Object>, AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 18;

    private final long budgetBytes;
    private final ClassLoader loader;
    private final List<Object> values = new ArrayList<>();
    private final MemoryEstimate sizes = new MemoryEstimate();
    private long bytes;
    private @Nullable FileChannel file;
    private @Nullable RowWriter spill;

    SpillableList(long budgetBytes, ClassLoader loader) {
        this.budgetBytes = budgetBytes;
        this.loader = loader;
    }

    void add(Object value) {
        if (spill != null) {
            spill.write(value);
            return;
        }
        values.add(value);
        bytes += sizes.add(value);
        if (bytes > budgetBytes) {
            try {
                // Has no name any more once it is open where the system can do so: a worker that is killed leaves
                // nothing.
                file = FileChannel.open(Files.createTempFile("kinglet-join", ".rows"), READ, WRITE, DELETE_ON_CLOSE);
                spill = new RowWriter(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write to the worker's disk", e);
            }
        }
    }

    boolean spilled() {
        return file != null;
    }

    /** The values in the order in which they came. None may be added any more. */
    @Override
    public Iterator<Object> iterator() {
        if (file == null) {
            return values.iterator();
        }
        if (spill != null) {
            spill.close();
            spill = null;
        }
        Iterator<Object> inMemory = values.iterator();
        RowReader onDisk = open(file, loader);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (inMemory.hasNext() || onDisk.hasNext()) {
                    return true;
                }
                onDisk.close();
                return false;
            }

            @Override
            public Object next() {
                Object value = inMemory.hasNext() ? inMemory.next() : onDisk.next();
                if (value == null) {
                    throw new NoSuchElementException("a spilled value is null");
                }
                return value;
            }
        };
    }

    private static RowReader open(FileChannel file, ClassLoader loader) {
        // No seal: the file has no name by which another could open it.
        return new RowReader(new BufferedInputStream(new FromStart(file), BUFFER_BYTES), loader, null);
    }

    /** A file's bytes, from a place of its own on. To close it leaves the file open. */
    private static final class FromStart extends InputStream {

        private final FileChannel file;
        private long position;

        FromStart(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = file.read(ByteBuffer.wrap(bytes, offset, length), position);
            position += Math.max(0, read);
            return read;
        }
    }

    @Override
    public void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove a temporary file", e);
            }
        }
    }
}
