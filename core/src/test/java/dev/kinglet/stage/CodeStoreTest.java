package dev.kinglet.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.RemoteFunction;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.ClosureCapture;
import dev.kinglet.closure.CodeArtifact;
import dev.kinglet.closure.CodeFinder;
import dev.kinglet.closure.Hashes;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.ObjectStores;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.decorate.CountingObjectStore;
import dev.kinglet.storage.decorate.Fault;
import dev.kinglet.storage.decorate.FaultInjectingObjectStore;
import dev.kinglet.store.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeStoreTest {

    private Instant now = Instant.now();
    private final CodeStore code = new CodeStore(() -> now, (_, _) -> {});
    private final CountingObjectStore store = new CountingObjectStore(ObjectStores.open("memory:" + UUID.randomUUID()));
    private final CapturedClosure closure = closure();

    private static CapturedClosure closure() {
        RemoteFunction<Integer, Integer> function = x -> x + 1;
        return new ClosureCapture(new CodeFinder()).capture(function, "function");
    }

    /** The closure itself, and the jars that it needs. */
    private int pieces() {
        return 1 + closure.code().artifacts().size();
    }

    @Test
    void whatWasStoredOnceCostsNoFurtherRequest() {
        code.store(closure, store);
        assertThat(store.counts()).isEqualTo(Map.of(Request.HEAD, pieces(), Request.PUT, pieces()));

        code.store(closure, store);

        assertThat(code.knows(closure)).isTrue();
        assertThat(store.counts()).isEqualTo(Map.of(Request.HEAD, pieces(), Request.PUT, pieces()));
    }

    @Test
    void whatAnotherDriverHasStoredIsNotStoredAgain() {
        code.store(closure, store);

        new CodeStore(() -> now, (_, _) -> {}).store(closure, store);

        assertThat(store.counts()).isEqualTo(Map.of(Request.HEAD, 2 * pieces(), Request.PUT, pieces()));
    }

    @Test
    void jarsAreOfferedToThePlatformAsWellEvenIfTheyAreInTheStore() {
        code.store(closure, store);
        Map<String, String> offered = new HashMap<>();

        new CodeStore(() -> now, (hash, jar) -> offered.put(hash, Hashes.sha256(jar))).store(closure, store);

        assertThat(offered)
                .hasSameSizeAs(closure.code().artifacts())
                .allSatisfy((hash, of) -> assertThat(of).isEqualTo(hash));
    }

    @Test
    void codeThatIsUsedAgainAfterADayIsWrittenAgainSoThatItDoesNotLookUnused() {
        code.store(closure, store);
        now = now.plus(Duration.ofHours(25));

        assertThat(code.knows(closure)).isFalse();
        code.store(closure, store);

        assertThat(store.counts()).isEqualTo(Map.of(Request.HEAD, 2 * pieces(), Request.PUT, 2 * pieces()));
    }

    @Test
    void codeThatWasNotTakenIsNotKnownAndIsStoredTheNextTime() {
        FaultInjectingObjectStore refusing = new FaultInjectingObjectStore(store).inject(Fault.readOnly());

        assertThatThrownBy(() -> code.store(closure, refusing)).isInstanceOf(AccessDeniedException.class);
        assertThat(code.knows(closure)).isFalse();
        refusing.heal();
        code.store(closure, refusing);

        assertThat(code.knows(closure)).isTrue();
        assertThat(store.get(Keys.code(closure.hash()))).isEqualTo(closure.bytes());
    }

    @Test
    void codeThatWasCutShortIsStoredAgain() {
        store.put(Keys.code(closure.hash()), new byte[] {1});

        code.store(closure, store);

        assertThat(store.get(Keys.code(closure.hash()))).isEqualTo(closure.bytes());
    }

    @Test
    void howMuchIsRememberedIsBounded() {
        CodeStore bounded = new CodeStore(() -> now, (_, _) -> {}, 3);

        for (String text : List.of("a", "b", "c", "d")) {
            bounded.store(closure(text), store);
        }

        assertThat(List.of("a", "b", "c", "d"))
                .filteredOn(text -> bounded.knows(closure(text)))
                .containsExactly("d");
    }

    private static CapturedClosure closure(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new CapturedClosure(bytes, Hashes.sha256(bytes), ProgramCode.NONE);
    }

    @Test
    void aJarThatChangedSinceItWasCapturedIsRefused(@TempDir Path folder) throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "now");
        CodeArtifact artifact = new CodeArtifact(Hashes.sha256("then".getBytes(UTF_8)), "a.jar", jar, null);

        assertThatThrownBy(() -> code.storeAll(List.of(artifact), store))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a.jar has changed");
        assertThat(store.counts()).isEmpty();
    }
}
