package dev.kinglet.storage.decorate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.PreconditionFailedException;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreThrottledException;
import dev.kinglet.storage.StoreUnavailableException;
import dev.kinglet.storage.memory.MemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RetryingObjectStoreTest {

    private static final RetryPolicy POLICY =
            new RetryPolicy(4, Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(10));

    private final CountingObjectStore counting = new CountingObjectStore(new MemoryObjectStore());
    private final FaultInjectingObjectStore faulty = new FaultInjectingObjectStore(counting);
    private final List<Duration> pauses = new ArrayList<>();
    private long now;
    // Chance always takes the longest pause, less the nanosecond that the bound excludes.
    private final RandomGenerator longest = new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new AssertionError("no bound");
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };
    private final RetryingObjectStore store = new RetryingObjectStore(
            faulty,
            new Retrier(
                    POLICY,
                    pause -> {
                        pauses.add(pause);
                        now += pause.toNanos();
                    },
                    () -> now,
                    () -> longest));

    @Test
    void aFailureThatMayPassIsTriedAgain() {
        faulty.inject(Fault.unavailable(Request.PUT).times(2))
                .inject(Fault.throttled(Request.GET).times(1));

        store.put("a", utf8("abc"));
        assertThat(store.get("a")).asString(UTF_8).isEqualTo("abc");
        assertThat(counting.counts()).isEqualTo(Map.of(Request.PUT, 1, Request.GET, 1));
        assertThat(faulty.hits()).isEqualTo(3);
    }

    @Test
    void pausesDoubleUpToTheLongestAndTheLastFailureIsThrownWithTheEarlierOnes() {
        faulty.inject(Fault.throttled(Request.GET));

        assertThatExceptionOfType(StoreThrottledException.class)
                .isThrownBy(() -> store.get("a"))
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        assertThat(pauses.stream().map(pause -> pause.plusNanos(1)))
                .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(250));
        assertThat(faulty.hits()).isEqualTo(4);
    }

    @Test
    void noAttemptBeginsBehindTheLimit() {
        RetryPolicy impatient =
                new RetryPolicy(100, Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(250));
        RetryingObjectStore limited = new RetryingObjectStore(
                faulty, new Retrier(impatient, pause -> now += pause.toNanos(), () -> now, () -> longest));
        faulty.inject(Fault.unavailable(Request.HEAD));

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> limited.head("a"));
        assertThat(faulty.hits()).isEqualTo(3);
    }

    @Test
    void aStoreThatHasStoppedAnsweringIsWaitedForOnceAndNotByEachRequest() {
        RetryPolicy impatient =
                new RetryPolicy(100, Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(250));
        Retrier retrier = new Retrier(impatient, pause -> now += pause.toNanos(), () -> now, () -> longest);
        RetryingObjectStore limited = new RetryingObjectStore(faulty, retrier);
        faulty.inject(Fault.unavailable(Request.HEAD));

        assertThat(hits(() -> limited.head("a"))).isEqualTo(3);
        assertThat(hits(() -> limited.head("b"))).isEqualTo(1);
        limited.put("a", utf8("x")); // it answers again
        assertThat(hits(() -> limited.head("a"))).isEqualTo(3);
        assertThat(hits(() -> limited.head("a"))).isEqualTo(1);
        retrier.renew();
        assertThat(hits(() -> limited.head("a"))).isEqualTo(3);
    }

    /** How often the store is asked until the request fails. */
    private int hits(ThrowingCallable request) {
        int before = faulty.hits();
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(request);
        return faulty.hits() - before;
    }

    @Test
    void aLastingFailureIsThrownAtOnce() {
        faulty.inject(Fault.readOnly()).inject(Fault.full());

        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> store.delete("a"));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.put("a", utf8("x")));
        assertThat(pauses).isEmpty();
    }

    @Test
    void aConditionalPutWhoseAnswerWasLostFindsItsOwnObject() {
        faulty.inject(Fault.lostAnswer(Request.PUT_IF_ABSENT).times(1));

        store.putIfAbsent("a", utf8("mine"));
        assertThat(counting.counts()).isEqualTo(Map.of(Request.PUT_IF_ABSENT, 2, Request.GET, 1));
    }

    @Test
    void aConditionalPutWhoseAnswerWasLostAndThatHadLostIsRefused() {
        counting.put("a", utf8("theirs"));
        faulty.inject(Fault.unavailable(Request.PUT_IF_ABSENT).times(1));

        assertPreconditionFailed(() -> store.putIfAbsent("a", utf8("mine")));
        assertThat(counting.get("a")).asString(UTF_8).isEqualTo("theirs");
    }

    @Test
    void aConditionalPutThatWasOnlyThrottledDoesNotTakeAnotherObjectForItsOwn() {
        counting.put("a", utf8("same content"));
        counting.reset();
        faulty.inject(Fault.throttled(Request.PUT_IF_ABSENT).times(1));

        assertPreconditionFailed(() -> store.putIfAbsent("a", utf8("same content")));
        assertThat(counting.counts()).isEqualTo(Map.of(Request.PUT_IF_ABSENT, 1));
    }

    @Test
    void aReadGoesOnWhereItBroke() throws IOException {
        store.put("a", utf8("0123456789"));
        faulty.inject(Fault.brokenStream(3).times(2))
                .inject(Fault.unavailable(Request.OPEN).atOccurrence(2));

        try (InputStream in = store.open("a", 1)) {
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("123456789");
        }
        assertThat(pauses).hasSize(2);
    }

    @Test
    void aReadThatBreaksTooOftenFails() throws IOException {
        store.put("a", utf8("0123456789"));
        faulty.inject(Fault.brokenStream(0));

        try (InputStream in = store.open("a", 0)) {
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(in::read);
        }
    }

    @Test
    void anInterruptEndsTheWaiting() {
        RetryingObjectStore real = new RetryingObjectStore(faulty, new Retrier(POLICY));
        faulty.inject(Fault.unavailable(Request.GET));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> real.get("a"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(faulty.hits()).isEqualTo(1);
    }

    @Test
    void aPolicyChecksItsNumbers() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(0, second, second, second))
                .withMessageContaining("attempts is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(1, second, Duration.ZERO, second))
                .withMessageContaining("longestPause");
        assertThat(new RetryPolicy(99, second, second.multipliedBy(5), second).pauseBound(98))
                .isEqualTo(Duration.ofSeconds(5));
    }

    private static void assertPreconditionFailed(ThrowingCallable put) {
        assertThatExceptionOfType(PreconditionFailedException.class).isThrownBy(put);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
