package dev.kinglet.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.CodeArtifact;
import dev.kinglet.closure.Hashes;
import dev.kinglet.storage.decorate.CountingObjectStore;
import dev.kinglet.storage.decorate.Request;
import dev.kinglet.storage.memory.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeStoreTest {

    private final CountingObjectStore store = new CountingObjectStore(new MemoryObjectStore());

    private static CapturedClosure closure(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new CapturedClosure(bytes, Hashes.sha256(bytes), List.of(), ClassLoader.getSystemClassLoader());
    }

    @Test
    void codeIsStoredOnceAndThenCostsNothing() {
        CodeStore codes = new CodeStore();

        assertThat(codes.knows(closure("a"))).isFalse();
        codes.store(closure("a"), store);
        codes.store(closure("a"), store);

        assertThat(codes.knows(closure("a"))).isTrue();
        assertThat(store.counts()).isEqualTo(Map.of(Request.HEAD, 1, Request.PUT, 1));
        assertThat(store.get(Keys.code(closure("a").hash()))).asString().isEqualTo("a");
    }

    @Test
    void whatAnotherDriverStoredIsOnlyLookedAtUnlessItIsCutShort() {
        store.put(Keys.code(closure("whole").hash()), "whole".getBytes(UTF_8));
        store.put(Keys.code(closure("short").hash()), "sh".getBytes(UTF_8));
        store.reset();

        new CodeStore().store(closure("whole"), store);
        assertThat(store.counts()).isEqualTo(Map.of(Request.HEAD, 1));

        new CodeStore().store(closure("short"), store);
        assertThat(store.get(Keys.code(closure("short").hash()))).asString().isEqualTo("short");
    }

    @Test
    void howMuchIsRememberedIsBounded() {
        CodeStore codes = new CodeStore(3);

        for (String text : List.of("a", "b", "c", "d")) {
            codes.store(closure(text), store);
        }

        assertThat(List.of("a", "b", "c", "d"))
                .filteredOn(text -> codes.knows(closure(text)))
                .containsExactly("d");
    }

    @Test
    void aJarThatChangedSinceItWasCapturedIsRefused(@TempDir Path folder) throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "now");
        CodeArtifact artifact = new CodeArtifact(Hashes.sha256("then".getBytes(UTF_8)), "a.jar", jar, null);

        assertThatThrownBy(() -> new CodeStore().storeAll(List.of(artifact), store))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a.jar has changed");
        assertThat(store.counts()).isEmpty();
    }
}
