package dev.kinglet.job;

import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.closure.ValueCodec;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Decodes results by the class loader of the function that made them, for any number of threads at once. */
final class ValueDecoder {

    private final ClassLoader loader;
    // Codecs are costly and confined to a thread; as many are kept as threads ever decoded at once.
    private final ConcurrentLinkedDeque<ValueCodec> idle = new ConcurrentLinkedDeque<>();

    ValueDecoder(ClassLoader loader) {
        this.loader = loader;
    }

    @Nullable
    Object decode(byte[] bytes) {
        ValueCodec codec = idle.pollFirst();
        if (codec == null) {
            codec = new KryoValueCodec(loader);
        }
        try {
            return codec.decode(bytes, 0, bytes.length);
        } finally {
            idle.addFirst(codec);
        }
    }
}
