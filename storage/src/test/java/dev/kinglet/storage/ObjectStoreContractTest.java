package dev.kinglet.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store and every decorator of one does. A subclass says which. */
public abstract class ObjectStoreContractTest {

    /** Larger than the parts and the buffers of any backend, and no multiple of them. */
    private static final int LARGE_BYTES = 12 * 1024 * 1024 + 17;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ObjectStore store;

    /** An empty store. */
    protected abstract ObjectStore newStore();

    /** Rounds of racing writers; fewer where a request is slow. */
    protected int races() {
        return 30;
    }

    /**
     * Whether the server behind deviates from S3 in keeping keys as paths: a key cannot then be the folder of another, and keys
     * beyond U+FFFF are listed in another order.
     */
    protected boolean keepsKeysAsPaths() {
        return false;
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

    static List<String> oddKeys() {
        return List.of(
                "plain",
                "a/b/c/d/e",
                "with space/ leading and trailing ",
                "per%cent/100%/%20/%2F/%%/%",
                "plus+and&and=and?and#and;and:and@and,and$",
                "tilde~/~/back\\slash/quote\"'`<>|*^{}[]!()",
                "umlaut äöüß/Ελληνικά/Кириллица/日本語/عربى",
                "emoji \uD83D\uDC26/\uD834\uDD1E",
                "combining e\u0301 and \u00e9",
                "no-break\u00a0space/zero\u200bwidth/\uFB01",
                ".hidden/..twodots/three.../.kinglet",
                ".kinglet/inside",
                "%+/%-/%=/x%+/x%-/x%=",
                "COM1/nul/trailing.",
                "x".repeat(300),
                "x".repeat(240) + "/" + "y".repeat(239) + "/" + "z".repeat(241),
                "ä".repeat(384),
                "1/".repeat(383) + "ab",
                "-/--/_/.a");
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    void anyLegalKeyWorksInEveryRequest(String key) throws IOException {
        store.putIfAbsent(key, utf8("first"));
        assertThatExceptionOfType(PreconditionFailedException.class)
                .isThrownBy(() -> store.putIfAbsent(key, utf8("x")));
        store.put(key, utf8("second"));

        assertThat(store.get(key)).asString(UTF_8).isEqualTo("second");
        assertThat(store.get(key, 1, 3)).asString(UTF_8).isEqualTo("eco");
        assertThat(store.head(key)).map(ObjectInfo::key).contains(key);
        assertThat(keys("")).containsExactly(key);
        assertThat(keys(key)).containsExactly(key);
        assertThat(keys(key.substring(0, key.offsetByCodePoints(0, 1)))).containsExactly(key);
        assertThat(store.list("", key, 10).objects()).isEmpty();

        store.copy(key, "copy");
        store.delete(key);
        assertThat(keys("")).containsExactly("copy");
        store.copy("copy", key);
        assertThat(store.get(key)).asString(UTF_8).isEqualTo("second");
        store.deleteAll(List.of(key, "copy"));
        upload(key, utf8("third"));
        assertThat(store.get(key)).asString(UTF_8).isEqualTo("third");
        store.deleteAll(List.of(key));
        assertThat(store.head(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "a/.",
                "./a",
                "a/../b",
                "../a",
                "nul\u0000",
                "line\nfeed",
                "del\u007f",
                "\u0085",
                "\uFFFE",
                "\uFFFF"
            })
    void anIllegalKeyIsRefusedByEveryRequest(String key) {
        assertIllegal(() -> store.put(key, new byte[0]));
        assertIllegal(() -> store.putIfAbsent(key, new byte[0]));
        assertIllegal(() -> store.upload(key));
        assertIllegal(() -> store.get(key));
        assertIllegal(() -> store.get(key, 0, 1));
        assertIllegal(() -> store.open(key, 0));
        assertIllegal(() -> store.head(key));
        assertIllegal(() -> store.copy(key, "legal"));
        assertIllegal(() -> store.copy("legal", key));
        assertIllegal(() -> store.delete(key));
        assertIllegal(() -> store.deleteAll(List.of("legal", key)));
    }

    @Test
    void aKeyOverTheLimitOrOfHalfACharacterIsRefused() {
        assertIllegal(() -> store.put("ä".repeat(384) + "a", new byte[0]));
        assertIllegal(() -> store.put("\uD83D", new byte[0]));
        assertIllegal(() -> store.put("\uDC26\uD83D", new byte[0]));
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
        int writers = 8;
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
    void anUploadAppearsWhenItIsCommitted() throws IOException {
        try (ObjectUpload upload = store.upload("dir/a")) {
            upload.write('a');
            upload.write(utf8("bc"));
            upload.write(utf8("xdx"), 1, 1);
            upload.write(new byte[0]);
            assertThat(store.head("dir/a")).isEmpty();
            assertThat(keys("")).isEmpty();
            upload.commit();
            assertThat(store.get("dir/a")).asString(UTF_8).isEqualTo("abcd");
        }
        assertThat(keys("")).containsExactly("dir/a");
    }

    @Test
    void anUploadReplacesWhatWasThere() throws IOException {
        store.put("a", utf8("old"));
        upload("a", utf8("new"));

        assertThat(store.get("a")).asString(UTF_8).isEqualTo("new");
    }

    @Test
    void anAbandonedUploadLeavesNothing() throws IOException {
        try (ObjectUpload upload = store.upload("small")) {
            upload.write(utf8("abc"));
        }
        try (ObjectUpload upload = store.upload("large")) {
            upload.write(noise(LARGE_BYTES));
        }
        store.put("kept", utf8("kept"));
        try (ObjectUpload upload = store.upload("kept")) {
            upload.write(noise(LARGE_BYTES));
        }
        store.upload("untouched").close();

        assertThat(keys("")).containsExactly("kept");
        assertThat(store.get("kept")).asString(UTF_8).isEqualTo("kept");
    }

    @Test
    void anUploadLargerThanAPartComesBackAsItWas() throws IOException {
        byte[] content = noise(2 * LARGE_BYTES);
        try (ObjectUpload upload = store.upload("large")) {
            // Pieces of every size, so that the edges of parts fall within and between them.
            int at = 0;
            for (int size = 1; at < content.length; size = size * 3 + 1) {
                int length = Math.min(size, content.length - at);
                upload.write(content, at, length);
                at += length;
            }
            upload.commit();
        }
        assertThat(store.head("large")).map(ObjectInfo::size).contains((long) content.length);
        assertThat(store.get("large")).isEqualTo(content);
    }

    @Test
    void anUploadThatIsOverTakesNothingMore() throws IOException {
        ObjectUpload committed = store.upload("a");
        committed.write(1);
        committed.commit();
        committed.close();
        ObjectUpload closed = store.upload("b");
        closed.close();
        closed.close();

        for (ObjectUpload upload : List.of(committed, closed)) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> upload.write(1));
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> upload.write(new byte[2]));
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(upload::commit);
        }
        assertThat(keys("")).containsExactly("a");
    }

    @Test
    void aListingIsInTheOrderOfUtf8() {
        List<String> ordered = List.of(
                "a",
                "a b",
                "a!",
                "a-b",
                "a.txt",
                "a/b",
                "a/b/c",
                "a/c",
                "a0",
                "aB",
                "ab",
                "b",
                "z".repeat(239),
                "z".repeat(239) + "/x",
                "z".repeat(240),
                "z".repeat(240) + "-",
                "z".repeat(240) + "/-",
                "z".repeat(240) + "0",
                "z".repeat(241),
                "~",
                "é",
                "é/x",
                "日",
                "\uFB01",
                "\uD83D\uDC26");
        if (keepsKeysAsPaths()) {
            List<String> all = ordered;
            ordered = all.stream()
                    .filter(key -> all.stream().noneMatch(other -> other.startsWith(key + "/")))
                    .filter(key -> key.codePoints().noneMatch(Character::isSupplementaryCodePoint))
                    .toList();
        }
        assertListedAsGiven(ordered);
    }

    private void assertListedAsGiven(List<String> ordered) {
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(key -> store.put(key, utf8(key)));

        assertThat(keys("")).isEqualTo(ordered);
        for (int maxKeys : List.of(1, 2, 3, 7, ordered.size())) {
            assertThat(pages("", maxKeys)).as("pages of %s", maxKeys).isEqualTo(ordered);
        }
        for (int i = 0; i < ordered.size(); i++) {
            assertThat(store.list("", ordered.get(i), 1_000).objects())
                    .extracting(ObjectInfo::key)
                    .as("after %s", ordered.get(i))
                    .isEqualTo(ordered.subList(i + 1, ordered.size()));
        }
        ordered.forEach(key -> assertThat(store.get(key)).asString(UTF_8).isEqualTo(key));
        ordered.forEach(key -> assertThat(keys(key))
                .isEqualTo(ordered.stream().filter(k -> k.startsWith(key)).toList()));
    }

    @Test
    void aPrefixIsAnyString() {
        List.of("jobs/1/a", "jobs/1/b", "jobs/10/a", "jobs/2", "jobsx", "other")
                .forEach(key -> store.put(key, utf8(key)));

        assertThat(keys("jobs")).containsExactly("jobs/1/a", "jobs/1/b", "jobs/10/a", "jobs/2", "jobsx");
        assertThat(keys("jobs/")).containsExactly("jobs/1/a", "jobs/1/b", "jobs/10/a", "jobs/2");
        assertThat(keys("jobs/1")).containsExactly("jobs/1/a", "jobs/1/b", "jobs/10/a");
        assertThat(keys("jobs/1/")).containsExactly("jobs/1/a", "jobs/1/b");
        assertThat(keys("jobs/1/a")).containsExactly("jobs/1/a");
        for (String prefix :
                List.of("x", "/", "jobs//", "../", "jobs/../", "./", "jobs/1/a/", "OTHER", "%", "jobs/1/aa")) {
            assertThat(keys(prefix)).as(prefix).isEmpty();
        }
    }

    @Test
    void startAfterNeedsNotExistNorHaveThePrefix() {
        List.of("a/1", "a/3", "b/1", "b/2", "c").forEach(key -> store.put(key, utf8(key)));

        assertThat(keysAfter("", "a/2")).containsExactly("a/3", "b/1", "b/2", "c");
        assertThat(keysAfter("", "a")).containsExactly("a/1", "a/3", "b/1", "b/2", "c");
        assertThat(keysAfter("", "a/")).containsExactly("a/1", "a/3", "b/1", "b/2", "c");
        assertThat(keysAfter("", "a0")).containsExactly("b/1", "b/2", "c");
        assertThat(keysAfter("b/", "a/1")).containsExactly("b/1", "b/2");
        assertThat(keysAfter("b/", "b/1")).containsExactly("b/2");
        assertThat(keysAfter("b/", "b/1/x")).containsExactly("b/2");
        assertThat(keysAfter("b/", "c")).isEmpty();
        assertThat(keysAfter("", "z")).isEmpty();
    }

    @Test
    void aPageTellsWhetherThereMayBeMore() {
        assertThat(store.list("", null, 1)).isEqualTo(new ObjectPage(List.of(), false));
        List.of("a", "b", "c").forEach(key -> store.put(key, utf8(key)));

        assertThat(store.list("", null, 2).more()).isTrue();
        assertThat(store.list("", null, 2).objects()).hasSize(2);
        assertThat(store.list("", "b", 2).more()).isFalse();
        assertThat(store.list("", null, 4).more()).isFalse();
        assertThat(pages("", 3)).containsExactly("a", "b", "c");
    }

    @Test
    void aListingOfManyPagesIsComplete() {
        List<String> keys = IntStream.range(0, manyKeys())
                .mapToObj(i -> "many/%02d/%04d".formatted(i % 7, i))
                .sorted()
                .toList();
        keys.parallelStream().forEach(key -> store.put(key, utf8(key)));

        assertThat(pages("many/", 1_000)).isEqualTo(keys);
        assertThat(pages("many/", 99)).isEqualTo(keys);
        store.deleteAll(keys);
        assertThat(keys("many/")).isEmpty();
    }

    /** How many keys to list and to delete at once; more than S3 takes in one request. */
    protected int manyKeys() {
        return 1_100;
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
    void aKeyAndKeysBelowItExistSideBySide() throws IOException {
        store.put("first", utf8("first"));
        if (keepsKeysAsPaths()) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> store.put("first/below/deep", utf8("below")))
                    .withMessageContaining("first/below/deep");
            return;
        }
        store.put("first/below/deep", utf8("below"));
        store.put("second/below", utf8("below"));
        store.putIfAbsent("second", utf8("second"));
        upload("first/below", utf8("between"));

        assertThat(keys("")).containsExactly("first", "first/below", "first/below/deep", "second", "second/below");
        for (String key : List.of("first", "second")) {
            assertThat(store.get(key)).asString(UTF_8).isEqualTo(key);
            assertThat(store.head(key)).isPresent();
            assertThatExceptionOfType(PreconditionFailedException.class)
                    .isThrownBy(() -> store.putIfAbsent(key, utf8("x")));
        }
        store.deleteAll(List.of("first/below", "first/below/deep", "second/below"));
        assertThat(keys("")).containsExactly("first", "second");
        assertThatExceptionOfType(PreconditionFailedException.class)
                .isThrownBy(() -> store.putIfAbsent("first", utf8("x")));
        store.put("first", utf8("replaced"));
        assertThat(store.get("first")).asString(UTF_8).isEqualTo("replaced");
        assertThat(keys("")).containsExactly("first", "second");
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
        assertThat(StoreProbe.conditionalPut(store, "probe/").trusted()).isTrue();
        assertThat(keys("")).isEmpty();
    }

    /** The store under test, for what a subclass adds. */
    protected final ObjectStore store() {
        return store;
    }

    protected static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    /** All keys with a prefix, in the order of the listing. */
    protected final List<String> keys(String prefix) {
        return pages(prefix, 1_000);
    }

    private List<String> keysAfter(String prefix, String startAfter) {
        return store.list(prefix, startAfter, 1_000).objects().stream()
                .map(ObjectInfo::key)
                .toList();
    }

    private List<String> pages(String prefix, int maxKeys) {
        List<String> keys = new ArrayList<>();
        @Nullable String after = null;
        while (true) {
            ObjectPage page = store.list(prefix, after, maxKeys);
            assertThat(page.objects()).hasSizeLessThanOrEqualTo(maxKeys);
            page.objects().forEach(object -> keys.add(object.key()));
            if (page.objects().isEmpty() || !page.more()) {
                return keys;
            }
            after = keys.getLast();
        }
    }

    private Optional<String> tryPut(String key, String content) {
        try {
            store.putIfAbsent(key, utf8(content));
            return Optional.of(content);
        } catch (PreconditionFailedException lost) {
            return Optional.empty();
        }
    }

    private void upload(String key, byte[] content) throws IOException {
        try (ObjectUpload upload = store.upload(key)) {
            upload.write(content);
            upload.commit();
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

    private static void assertIllegal(ThrowingCallable request) {
        assertThatIllegalArgumentException().isThrownBy(request);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] slice(byte[] bytes, int from, int length) {
        return Arrays.copyOfRange(bytes, from, from + length);
    }
}
