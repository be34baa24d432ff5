package dev.kinglet.storage.memory;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStoreProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens {@code memory:name}: one store a name, shared by the whole process and kept until it ends. */
public final class MemoryObjectStoreProvider implements ObjectStoreProvider {

    private static final Map<String, MemoryObjectStore> STORES = new ConcurrentHashMap<>();

    @Override
    public String scheme() {
        return "memory";
    }

    @Override
    public ObjectStore open(String location, Map<String, String> environment) {
        String name = location.substring(location.indexOf(':') + 1);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("location \"" + location + "\" has no name; write memory:NAME");
        }
        return STORES.computeIfAbsent(name, absent -> new MemoryObjectStore("memory:" + absent));
    }
}
