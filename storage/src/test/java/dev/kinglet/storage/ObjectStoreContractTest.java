package dev.kinglet.storage;

import static dev.kinglet.storage.StoreFixture.assertIllegal;
import static dev.kinglet.storage.StoreFixture.noise;
import static dev.kinglet.storage.StoreFixture.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store and every decorator of one does. A subclass says which. */
public abstract class ObjectStoreContractTest implements KeyContract, ListingContract, UploadContract {

    @SuppressWarnings("NullAway.Init") // set before each test
    private ObjectStore store;

    /** An empty store. */
    protected abstract ObjectStore newStore();

    /** Rounds of racing writers; fewer where a request is slow. */
    protected int races() {
        return 30;
    }

    @BeforeEach
    void beginEmpty() {
        store = newStore();
        assertThat(keys("")).isEmpty();
    }

    @AfterEach
    void leaveNothing() {
        store.deleteAll(keys(""));
        assertThat(keys("")).as("left after the test").isEmpty();
        store.close();
    }

    @Test
    void anIllegalRangeOrPageIsRefused() {
        store.put("a", utf8("abc"));

        assertIllegal(() -> store.get("a", -1, 1));
        assertIllegal(() -> store.get("a", 0, -1));
        assertIllegal(() -> store.open("a", -1));
        assertIllegal(() -> store.list("", null, 0));
        assertIllegal(() -> store.list("", null, 1_001));
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        store.put("empty", new byte[0]);
        upload("uploaded", new byte[0]);

        for (String key : List.of("empty", "uploaded")) {
            assertThat(store.get(key)).isEmpty();
            assertThat(store.get(key, 0, 10)).isEmpty();
            assertThat(store.get(key, 5, 10)).isEmpty();
            assertThat(store.head(key)).map(ObjectInfo::size).contains(0L);
            try (InputStream in = store.open(key, 0)) {
                assertThat(in.readAllBytes()).isEmpty();
            }
        }
        assertThat(keys("")).containsExactly("empty", "uploaded");
    }

    @Test
    void aLargeObjectComesBackAsItWas() throws IOException {
        byte[] content = noise(LARGE_BYTES);
        store.put("large", content);

        assertThat(store.get("large")).isEqualTo(content);
        assertThat(store.get("large", LARGE_BYTES / 2, 4_000_000))
                .isEqualTo(slice(content, LARGE_BYTES / 2, 4_000_000));
        assertThat(store.head("large")).map(ObjectInfo::size).contains((long) LARGE_BYTES);
        try (InputStream in = store.open("large", 3)) {
            assertThat(in.readAllBytes()).isEqualTo(slice(content, 3, LARGE_BYTES - 3));
        }
    }

    @Test
    void aPutReplacesWhatWasThere() {
        store.put("a", utf8("a long first content"));
        store.put("a", utf8("short"));

        assertThat(store.get("a")).asString(UTF_8).isEqualTo("short");
        assertThat(keys("")).containsExactly("a");
    }

    @Test
    void whatTheCallerDoesWithItsBytesDoesNotChangeTheObject() {
        byte[] content = utf8("abc");
        store.put("a", content);
        content[0] = 'X';
        store.get("a")[1] = 'X';

        assertThat(store.get("a")).asString(UTF_8).isEqualTo("abc");
    }

    @Test
    void headTellsSizeAndTime() {
        store.put("a", utf8("abc"));

        ObjectInfo info = store.head("a").orElseThrow();
        assertThat(info.key()).isEqualTo("a");
        assertThat(info.size()).isEqualTo(3);
        // The clock of another host may differ from ours by a little.
        assertThat(Duration.between(info.modified(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(10));
        assertThat(store.list("a", null, 1).objects().getFirst().size()).isEqualTo(3);
    }

    @Test
    void whatIsAbsentIsNotFound() {
        store.put("there/is/this", utf8("x"));
        for (String key : List.of("absent", "there", "there/is", "there/is/this/not", "there/is/thi")) {
            assertThat(store.head(key)).isEqualTo(Optional.empty());
            assertNotFound(key, () -> store.get(key));
            assertNotFound(key, () -> store.get(key, 0, 0));
            assertNotFound(key, () -> store.get(key, 5, 10));
            assertNotFound(key, () -> {
                try (InputStream in = store.open(key, 0)) {
                    in.readAllBytes();
                }
            });
        }
    }

    @Test
    void aRangeIsCutAtTheEndOfTheObject() {
        store.put("a", utf8("0123456789"));

        assertRange(0, 10, "0123456789");
        assertRange(0, 1, "0");
        assertRange(9, 1, "9");
        assertRange(3, 4, "3456");
        assertRange(0, 0, "");
        assertRange(5, 0, "");
        assertRange(9, 2, "9");
        assertRange(5, Integer.MAX_VALUE, "56789");
        assertRange(0, Integer.MAX_VALUE, "0123456789");
        assertRange(10, 1, "");
        assertRange(11, 5, "");
        assertRange(Long.MAX_VALUE, 1, "");
        assertRange(Long.MAX_VALUE, Integer.MAX_VALUE, "");
    }

    @Test
    void aStreamBeginsAtItsOffset() throws IOException {
        store.put("a", utf8("0123456789"));

        assertThat(readFrom(0)).isEqualTo("0123456789");
        assertThat(readFrom(4)).isEqualTo("456789");
        assertThat(readFrom(9)).isEqualTo("9");
        assertThat(readFrom(10)).isEmpty();
        assertThat(readFrom(5_000_000_000L)).isEmpty();
        try (InputStream in = store.open("a", 2)) {
            assertThat(in.read()).isEqualTo('2');
            assertThat(in.readNBytes(3)).asString(UTF_8).isEqualTo("345");
            assertThat(in.skip(1)).isEqualTo(1);
            assertThat(in.read()).isEqualTo('7');
        }
    }

    @Test
    void aStreamMayBeLeftInTheMiddle() throws IOException {
        store.put("large", noise(LARGE_BYTES));
        for (int i = 0; i < 20; i++) {
            try (InputStream in = store.open("large", i)) {
                assertThat(in.read()).isNotNegative();
            }
        }
        assertThat(store.head("large")).isPresent();
    }

    @Test
    void aConditionalPutDoesNotReplace() {
        store.putIfAbsent("a/b", utf8("first"));

        assertThatExceptionOfType(PreconditionFailedException.class)
                .isThrownBy(() -> store.putIfAbsent("a/b", utf8("second")))
                .withMessageContaining("a/b")
                .matches(failure -> !failure.retryable());
        assertThat(store.get("a/b")).asString(UTF_8).isEqualTo("first");
    }

    @Test
    void aConditionalPutMayFollowADelete() {
        store.putIfAbsent("a", utf8("first"));
        store.delete("a");
        store.putIfAbsent("a", utf8("second"));

        assertThat(store.get("a")).asString(UTF_8).isEqualTo("second");
    }

    @Test
    void ofRacingConditionalPutsOneWins() throws Exception {
        int writers = decidesRaces() ? 8 : 1;
        if (writers == 1) {
            System.out.println("ofRacingConditionalPutsOneWins has one writer, and so no race: " + store.location()
                    + " looks and writes in two steps");
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (int round = 0; round < races(); round++) {
                String key = "race/" + round + "/commit";
                CyclicBarrier start = new CyclicBarrier(writers);
                List<Future<Optional<String>>> outcomes = threads.invokeAll(IntStream.range(0, writers)
                        .<Callable<Optional<String>>>mapToObj(writer -> () -> {
                            start.await();
                            return tryPut(key, "writer " + writer);
                        })
                        .toList());
                List<String> winners = new ArrayList<>();
                for (Future<Optional<String>> outcome : outcomes) {
                    outcome.get().ifPresent(winners::add);
                }
                assertThat(winners).as(key).hasSize(1);
                assertThat(store.get(key)).asString(UTF_8).isEqualTo(winners.getFirst());
            }
        }
    }

    @Test
    void aReaderSeesAnObjectWholeWhileItIsReplaced() throws Exception {
        byte[] zeros = new byte[300_000];
        byte[] ones = new byte[200_000];
        Arrays.fill(ones, (byte) 1);
        store.put("a", zeros);
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < races(); i++) {
                    store.put("a", i % 2 == 0 ? ones : zeros);
                }
            });
            while (!writer.isDone()) {
                byte[] seen = store.get("a");
                assertThat(Arrays.equals(seen, zeros) || Arrays.equals(seen, ones))
                        .as("one content or the other, not %s bytes", seen.length)
                        .isTrue();
            }
            writer.get();
        }
    }

    @Test
    void whatWasFoundIsReadAsItWasOrNotAtAll() throws IOException {
        store.put("data/a", utf8("0123456789"));
        store.put("data/b", utf8("other"));
        ObjectInfo found = store.find("data/", null).objects().getFirst();
        assertThat(store.find("data/", null).next()).isNull();
        assertThat(store.read(found)).asString(UTF_8).isEqualTo("0123456789");
        assertThat(store.read(found, 3, 4)).asString(UTF_8).isEqualTo("3456");
        try (InputStream in = store.open(found, 8)) {
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("89");
        }

        for (String content : List.of("abcdefghij", "longer than before", "short")) {
            store.put("data/a", utf8(content));
            assertThatExceptionOfType(ObjectChangedException.class)
                    .isThrownBy(() -> store.read(found))
                    .withMessageContaining("\"data/a\"");
            assertThatExceptionOfType(ObjectChangedException.class).isThrownBy(() -> store.read(found, 3, 4));
            assertThatExceptionOfType(ObjectChangedException.class)
                    .isThrownBy(() -> store.open(found, 3).close());
        }
        store.delete("data/a");
        assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(() -> store.read(found));
    }

    @Test
    void aCopyHasTheSameBytesAndStaysWhenItsSourceGoes() {
        store.put("source", utf8("first"));
        store.put("folder/target", utf8("replaced"));

        store.copy("source", "folder/target");
        store.put("source", utf8("second"));
        assertThat(store.get("folder/target")).isEqualTo(utf8("first"));

        store.delete("source");
        assertThat(store.get("folder/target")).isEqualTo(utf8("first"));
        assertNotFound("source", () -> store.copy("source", "folder/other"));
        assertThat(store.head("folder/other")).isEmpty();
    }

    @Test
    void aDeleteOfWhatIsNotThereIsNoError() {
        store.put("a/b", utf8("x"));
        store.delete("absent");
        store.delete("a");
        store.delete("a/b/c");
        store.deleteAll(List.of("absent", "a", "a/b/c"));
        store.deleteAll(List.of());

        assertThat(keys("")).containsExactly("a/b");
    }

    @Test
    void aDeleteOfManyLeavesTheOthers() {
        List.of("a/b", "a/c", "b", "c/d/e").forEach(key -> store.put(key, utf8(key)));
        store.deleteAll(List.of("a", "a/c", "c/d/e", "absent"));

        assertThat(keys("")).containsExactly("a/b", "b");
        assertThat(store.get("a/b")).asString(UTF_8).isEqualTo("a/b");
    }

    @Test
    void theLocationLeadsToTheSameObjects() {
        store.put("a", utf8("abc"));
        try (ObjectStore same = reopen(store.location())) {
            assertThat(same.get("a")).asString(UTF_8).isEqualTo("abc");
            assertThat(same.location()).isEqualTo(store.location());
        }
    }

    /** Opens a location, as a worker does. */
    protected ObjectStore reopen(String location) {
        return ObjectStores.open(location);
    }

    @Test
    void itsConditionalPutIsTrustedByTheProbe() {
        StoreProbe.ConditionalPut found = StoreProbe.conditionalPut(store, "probe/");
        // Where races are not decided, each outcome of the probe's is right; what it leaves behind is asked all the
        // same.
        assertThat(found.trusted() || !decidesRaces()).as(found.reason()).isTrue();
        assertThat(keys("")).isEmpty();
    }

    @Override
    public final ObjectStore store() {
        return store;
    }

    private Optional<String> tryPut(String key, String content) {
        try {
            store.putIfAbsent(key, utf8(content));
            return Optional.of(content);
        } catch (PreconditionFailedException lost) {
            return Optional.empty();
        }
    }

    private String readFrom(long offset) throws IOException {
        try (InputStream in = store.open("a", offset)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private void assertRange(long offset, int length, String expected) {
        assertThat(store.get("a", offset, length))
                .asString(UTF_8)
                .as("%s bytes from %s", length, offset)
                .isEqualTo(expected);
    }

    private static void assertNotFound(String key, ThrowingCallable request) {
        assertThatExceptionOfType(ObjectNotFoundException.class)
                .isThrownBy(request)
                .withMessageContaining(key)
                .matches(failure -> !failure.retryable());
    }

    private static byte[] slice(byte[] bytes, int from, int length) {
        return Arrays.copyOfRange(bytes, from, from + length);
    }
}
