package dev.kinglet.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.RemoteFunction;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.ClosureCapture;
import dev.kinglet.closure.CodeFinder;
import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.ObjectStores;
import dev.kinglet.storage.decorate.CountingObjectStore;
import dev.kinglet.storage.decorate.Fault;
import dev.kinglet.storage.decorate.FaultInjectingObjectStore;
import dev.kinglet.storage.decorate.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CodeStoreTest {

    private Instant now = Instant.now();
    private final CodeStore code = new CodeStore(() -> now);
    private final CountingObjectStore store = new CountingObjectStore(ObjectStores.open("memory:" + UUID.randomUUID()));
    private final CapturedClosure closure = closure();

    private static CapturedClosure closure() {
        RemoteFunction<Integer, Integer> function = x -> x + 1;
        return new ClosureCapture(new CodeFinder()).capture(function, "function");
    }

    /** The closure itself, and the jars that it needs. */
    private int pieces() {
        return 1 + closure.code().size();
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

        new CodeStore(() -> now).store(closure, store);

        assertThat(store.counts()).isEqualTo(Map.of(Request.HEAD, 2 * pieces(), Request.PUT, pieces()));
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
}
