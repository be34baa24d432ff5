package dev.kinglet.execute.lambda;

import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.closure.ValueCodec;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;

/**
 * Does, while the worker connects and asks for its first invocation, what that is going to need: the security providers, the stores and
 * Kryo take a good part of a cold start, and do not depend on what the invocation is. In a thread of its own, for there may be
 * processors to spare. Whatever fails here fails again where it is needed, and is reported there.
 */
final class Warmup {

    private static final byte[] NOTHING = {};

    private Warmup() {}

    static void begin() {
        Thread.ofPlatform().daemon().name("kinglet-warmup").start(() -> {
            try {
                var _ = MessageDigest.getInstance("SHA-256").digest(NOTHING);
                ValueCodec codec = new KryoValueCodec(Warmup.class.getClassLoader());
                byte[] bytes = codec.encode(Map.of(), "value");
                var _ = codec.decode(bytes, 0, bytes.length);
                try (StoreConnections connections = new StoreConnections()) {
                    var _ = new Stores(connections, RetryPolicy.DEFAULT).at("file:");
                }
            } catch (GeneralSecurityException | RuntimeException e) {
                return; // it fails again where it is needed
            }
        });
    }
}
