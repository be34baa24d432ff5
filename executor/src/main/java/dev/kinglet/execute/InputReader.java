package dev.kinglet.execute;

import dev.kinglet.closure.UndecodableException;
import dev.kinglet.closure.ValueCodec;
import dev.kinglet.stage.InputReference;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.StorageException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns the reference to an input into the object that the function is given. */
final class InputReader {

    private final ValueCodec codec;
    private final Supplier<ObjectStore> store;

    InputReader(ValueCodec codec, Supplier<ObjectStore> store) {
        this.codec = codec;
        this.store = store;
    }

    @Nullable
    Object read(InputReference reference) {
        // No switch over patterns on a worker's way to its first result: the first one in a process costs 30 ms.
        if (reference instanceof InputReference.Inline inline) {
            return decode(inline.value());
        } else if (reference instanceof InputReference.Staged staged) {
            return decode(fetch(staged));
        }
        return new Values(((InputReference.Sequence) reference).parts());
    }

    private @Nullable Object decode(byte[] bytes) {
        try {
            return codec.decode(bytes, 0, bytes.length);
        } catch (UndecodableException e) {
            throw Failures.undecodable("cannot decode the input", e);
        }
    }

    private byte[] fetch(InputReference.Staged staged) {
        byte[] bytes;
        try {
            bytes = store.get().get(staged.key(), staged.offset(), staged.length());
        } catch (StorageException e) {
            throw Failures.store("cannot read the input", e);
        }
        Hashes.check(staged.key(), staged.hash(), Hashes.of(bytes));
        return bytes;
    }

    /** Decodes each value when it is reached, and anew for each iteration, so that not all need be in memory. */
    private final class Values implements Iterable<@Nullable Object> {

        private final List<InputReference> parts;

        Values(List<InputReference> parts) {
            this.parts = parts;
        }

        @Override
        public Iterator<@Nullable Object> iterator() {
            Iterator<InputReference> references = parts.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return references.hasNext();
                }

                @Override
                public @Nullable Object next() {
                    return read(references.next());
                }
            };
        }
    }
}
