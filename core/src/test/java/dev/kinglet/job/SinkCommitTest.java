package dev.kinglet.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.CallId;
import dev.kinglet.Sink;
import dev.kinglet.Sinks;
import dev.kinglet.Sources;
import dev.kinglet.format.SharePlanner;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreUnavailableException;
import dev.kinglet.storage.decorate.CountingObjectStore;
import dev.kinglet.storage.decorate.Fault;
import dev.kinglet.storage.decorate.FaultInjectingObjectStore;
import dev.kinglet.store.Keys;
import dev.kinglet.store.TestStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of a job's output, and when. */
final class SinkCommitTest {

    private static final int PARTS = 3;

    @TempDir
    private Path folder;

    private Sink<String> sink = Sinks.text("unset");
    private ObjectStore store = TestStores.ANY.at("memory:sink-commit");

    @BeforeEach
    void open() {
        String location = folder.resolve("out").toUri().toString();
        sink = Sinks.text(location);
        store = TestStores.ANY.at(location);
    }

    private SinkCommit begin(String job) {
        return new SinkCommit(sink, job, store);
    }

    /** Writes the parts of a job aside, as workers do. */
    private List<String> stage(String job) {
        List<String> parts = new ArrayList<>();
        for (int call = 0; call < PARTS; call++) {
            String key = Keys.staged(new CallId(job, 0, call), 0);
            store.put(key, (job + " " + call + "\n").getBytes(UTF_8));
            parts.add(key);
        }
        return parts;
    }

    private List<String> keys() {
        return store.list("", null, 1_000).objects().stream()
                .map(ObjectInfo::key)
                .toList();
    }

    private String contents() {
        StringBuilder contents = new StringBuilder();
        for (int part = 0; part < PARTS; part++) {
            contents.append(new String(store.get(Keys.part(part, ".txt")), UTF_8));
        }
        return contents.toString();
    }

    private void assertComplete(String job) {
        assertThat(keys())
                .containsExactly(".committed", ".complete", "part-00000.txt", "part-00001.txt", "part-00002.txt");
        assertThat(contents()).isEqualTo("%1$s 0\n%1$s 1\n%1$s 2\n".formatted(job));
    }

    private void read() {
        assertThat(SharePlanner.plan(Sources.text(folder.resolve("out").toString()), TestStores.ANY, 1, 1))
                .isNotEmpty();
    }

    @Test
    void partsAreSeenTogetherAndNothingLiesAside() {
        SinkCommit commit = begin("a");
        commit.publish(stage("a"));

        assertComplete("a");
        read();
    }

    @Test
    void anOutputWithoutRecordsIsCompleteToo() {
        begin("a").publish(List.of());

        assertThat(keys()).containsExactly(".committed", ".complete");
        assertThatThrownBy(() -> begin("b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofTwoJobsAtOnceTheFirstToCommitWins() {
        SinkCommit first = begin("first");
        SinkCommit second = begin("second");
        List<String> firstParts = stage("first");
        List<String> secondParts = stage("second");

        second.publish(secondParts);
        assertThatThrownBy(() -> first.publish(firstParts))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("job second wrote there at the same time");
        first.clear();

        assertComplete("second");
    }

    @Test
    void aJobThatLosesRemovesWhatItWroteBehindTheOthersEnd() {
        SinkCommit loser = begin("loser");
        begin("winner").publish(stage("winner"));
        List<String> late = stage("loser");

        assertThatThrownBy(() -> loser.publish(late)).isInstanceOf(IllegalStateException.class);
        loser.clear();

        assertComplete("winner");
    }

    @RepeatedTest(20)
    void ofManyJobsThatCommitInTheSameMomentOneWins() throws Exception {
        int jobs = 6;
        CyclicBarrier together = new CyclicBarrier(jobs);
        List<Future<Boolean>> published = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < jobs; i++) {
                String job = "job-" + i;
                SinkCommit commit = begin(job);
                List<String> parts = stage(job);
                published.add(threads.submit(() -> {
                    together.await();
                    try {
                        commit.publish(parts);
                        return true;
                    } catch (IllegalStateException e) {
                        commit.clear();
                        return false;
                    }
                }));
            }
        }

        List<String> winners = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            if (published.get(i).get()) {
                winners.add("job-" + i);
            }
        }
        assertThat(winners).hasSize(1);
        assertComplete(winners.getFirst());
    }

    @Test
    void partsThatAKilledJobLeftAsideAreInNobodysWayAndRemoved() {
        for (int call = 0; call < 1_100; call++) {
            store.put(Keys.staged(new CallId("killed", 0, call), 0), new byte[1]);
        }
        String bad = Keys.stagedBadRecords(new CallId("redirecting", 0, 0), 0);
        store.put(bad, new byte[1]);

        begin("a").publish(stage("a"));

        assertThat(store.head(bad)).isPresent();
        store.delete(bad);
        assertComplete("a");
    }

    @Test
    void behindWhatLiesAsideAFileIsFound() {
        stage("killed");
        store.put("part-of-another.txt", new byte[1]);

        assertThatThrownBy(() -> begin("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("part-of-another.txt");
    }

    /** What a driver leaves that is killed after so many requests that its commit is made of. */
    private void killedAfter(int copies) {
        Fault noCopy = Fault.unavailable(Request.COPY);
        var broken = new FaultInjectingObjectStore(store)
                .inject(new Fault(noCopy.requests(), noCopy.key(), copies + 1, Integer.MAX_VALUE, noCopy.effect()))
                .inject(Fault.unavailable(Request.PUT));
        SinkCommit commit = new SinkCommit(sink, "killed", broken);
        assertThatThrownBy(() -> commit.publish(stage("killed")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The next job that is started for this location completes it");
        commit.clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, PARTS})
    void whatAKilledDriverDidNotComeToNameTheNextJobNames(int copies) {
        killedAfter(copies);

        assertThatThrownBy(() -> begin("next"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the output of job killed (.committed) already");

        assertComplete("killed");
        read();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, PARTS})
    void sourcesRefuseAnOutputWithoutAllOfItsNames(int copies) {
        killedAfter(copies);

        for (String pattern : List.of("out", "out/*.txt", "out/part-00000.txt", "*/part-*")) {
            assertThatThrownBy(() -> SharePlanner.plan(
                            Sources.text(folder.resolve(pattern).toString()), TestStores.ANY, 1, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("out/ holds an output of which not all parts have their names yet");
        }
    }

    @Test
    void aDriverThatOnlySeemedDeadGoesOnBesideTheJobThatCompletedItsOutput() {
        SinkCommit slow = begin("slow");
        List<String> parts = stage("slow");
        store.putIfAbsent(Keys.COMMITTED, new SinkManifest("slow", ".txt", parts).toBytes());
        assertThatThrownBy(() -> begin("next")).isInstanceOf(IllegalArgumentException.class);

        slow.publish(parts);

        assertComplete("slow");
    }

    @Test
    void whatAKilledDriverDidNotComeToRemoveTheNextJobRemoves() {
        begin("killed").publish(stage("killed"));
        stage("killed");

        assertThatThrownBy(() -> begin("next")).isInstanceOf(IllegalArgumentException.class);

        assertComplete("killed");
    }

    @Test
    void aCommitWhoseAnswerIsLostCounts() {
        var broken = new FaultInjectingObjectStore(store).inject(Fault.lostAnswer(Request.PUT_IF_ABSENT));
        SinkCommit commit = new SinkCommit(sink, "a", broken);
        List<String> parts = stage("a");
        assertThatThrownBy(() -> commit.publish(parts)).isInstanceOf(StorageException.class);
        commit.clear();

        assertThatThrownBy(() -> begin("next")).hasMessageContaining("the output of job a (.committed) already");
        assertComplete("a");
    }

    @Test
    void aFullStoreIsLeftWithoutTheParts() {
        SinkCommit commit = new SinkCommit(sink, "a", new FaultInjectingObjectStore(store).inject(Fault.full()));
        List<String> parts = stage("a");
        assertThatThrownBy(() -> commit.publish(parts)).isInstanceOf(StorageException.class);
        commit.clear();

        assertThat(keys()).isEmpty();
    }

    @Test
    void partsThatAreGoneBeforeTheyHaveNamesAreMissed() {
        killedAfter(1);
        store.delete(Keys.staged(new CallId("killed", 0, 2), 0));

        assertThatThrownBy(() -> begin("next"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be completed")
                .hasMessageContaining("Remove what is there");
    }

    @Test
    void aStoreThatKnowsNoConditionsIsWrittenAllTheSame() {
        var old = new FaultInjectingObjectStore(store)
                .inject(Fault.on(
                        new Fault.Effect.Refuse(key -> new StoreUnavailableException("not implemented", null, false)),
                        Request.PUT_IF_ABSENT));
        SinkCommit first = new SinkCommit(sink, "first", old);
        SinkCommit second = new SinkCommit(sink, "second", old);

        first.publish(stage("first"));
        List<String> parts = stage("second");
        assertThatThrownBy(() -> second.publish(parts)).hasMessageContaining("job first wrote there");
        second.clear();

        assertComplete("first");
    }

    @Test
    void aCommitCostsARequestForEachPartAndAFewMore() {
        CountingObjectStore counting = new CountingObjectStore(store);
        SinkCommit commit = new SinkCommit(sink, "a", counting);
        commit.publish(stage("a"));

        assertThat(counting.counts())
                .isEqualTo(Map.of(
                        Request.GET, 2,
                        Request.LIST, 2,
                        Request.PUT_IF_ABSENT, 1,
                        Request.COPY, PARTS,
                        Request.PUT, 1,
                        Request.DELETE_ALL, 1));
    }
}
