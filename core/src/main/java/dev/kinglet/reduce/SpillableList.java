package dev.kinglet.reduce;

import dev.kinglet.columns.RowReader;
import dev.kinglet.columns.RowWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private @Nullable Path file;
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
                file = Files.createTempFile("kinglet-join", ".rows");
                spill = new RowWriter(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
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

    private static RowReader open(Path file, ClassLoader loader) {
        try {
            return new RowReader(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES), loader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back from the worker's disk", e);
        }
    }

    @Override
    public void close() {
        if (spill != null) {
            spill.close();
        }
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove a temporary file", e);
            }
        }
    }
}
