package dev.kinglet.storage.file;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStoreContractTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FileObjectStoreTest extends ObjectStoreContractTest {

    @Override
    protected ObjectStore newStore() {
        try {
            Path folder = Files.createTempDirectory("kinglet store ä%");
            return new FileObjectStore(folder.resolve("made by the first write"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
