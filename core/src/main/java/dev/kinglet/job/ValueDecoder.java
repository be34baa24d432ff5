package dev.kinglet.job;

import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.closure.ValueCodec;
import dev.kinglet.store.Stores;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decodes results as the classes of the code that made them, for any number of threads at once. */
final class ValueDecoder {

    private final Supplier<ProgramCode> code;
    private final Stores stores;
    // Codecs are costly and confined to a thread; as many are kept as threads ever decoded at once.
    private final ConcurrentLinkedDeque<Ready> idle = new ConcurrentLinkedDeque<>();

    /** A codec, and the code whose classes it knows. */
    private record Ready(ProgramCode code, ValueCodec codec) {}

    /**
     * A decoder for a stage.
     *
     * @param code that of the stage, which grows with its inputs
     * @param stores for results that are objects in a store
     */
    ValueDecoder(Supplier<ProgramCode> code, Stores stores) {
        this.code = code;
        this.stores = stores;
    }

    @Nullable
    Object decode(byte[] bytes) {
        ProgramCode now = code.get();
        Ready ready = idle.pollFirst();
        if (ready == null || !ready.code.equals(now)) {
            ready = new Ready(now, new KryoValueCodec(now.loader()));
        }
        ValueCodec codec = ready.codec;
        try {
            return stores.bind(() -> codec.decode(bytes, 0, bytes.length));
        } finally {
            idle.addFirst(ready);
        }
    }
}
