package dev.kinglet.storage.file;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStoreContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectStoreContractTest {

    @TempDir
    Path folder;

    @Override
    protected ObjectStore newStore() {
        return new FileObjectStore(folder.resolve("odd name ä%/made by the first write"));
    }
}
