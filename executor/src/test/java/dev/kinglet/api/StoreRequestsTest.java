package dev.kinglet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kinglet.Aggregations;
import dev.kinglet.CallContext;
import dev.kinglet.Dataset;
import dev.kinglet.DatasetJob;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.FutureList;
import dev.kinglet.Inputs;
import dev.kinglet.ObjectInput;
import dev.kinglet.RemoteFunction;
import dev.kinglet.Sinks;
import dev.kinglet.Sources;
import dev.kinglet.StoreUse;
import dev.kinglet.api.TroubledS3.Asked;
import dev.kinglet.api.TroubledS3.Trouble;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which requests jobs make of stores, each of them: what the report says is what the server saw. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StoreRequestsTest {

    private static final int SHOPS = 10;

    /** One worker, so that it has a function after the first job that brought it; as many shares as that gives. */
    private static final int SHARES = 4;

    /** Of a job from two objects to a sink, by a worker that knows the code of its first stage. */
    private static final Map<String, Long> REQUESTS = Map.of(
            // The source; whether the sink's location is empty; what lies aside of the sink, to be removed.
            "LIST", 3L,
            // Whether the sink's location has a commit, and whose commit there is in the end; the worker has the second
            // stage's function.
            "GET", 3L,
            // A look at the beginning of both objects; each share with the rest of its last record; for the one
            // consumer each share's run.
            "GET_RANGE", 2L + SHARES + SHARES,
            // Whether the store has the second stage's function.
            "HEAD", 1L,
            // That function; the mark that the sink is complete; the job's graph, and its manifest.
            "PUT", 4L,
            // Each share's run, and the sink's one part.
            "UPLOAD", SHARES + 1L,
            // The sink's commit.
            "PUT_IF_ABSENT", 1L,
            // The part gets its name.
            "COPY", 1L,
            // What lay aside is removed.
            "DELETE_ALL", 1L);

    private final StoreConnections connections = new StoreConnections();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private TroubledS3 server;

    @BeforeAll
    void open() throws Exception {
        server = new TroubledS3();
    }

    @AfterEach
    void recover() throws IOException {
        server.recover();
    }

    @AfterAll
    void close() throws IOException {
        connections.close();
        server.close();
    }

    /** Where a job's inputs, outputs and staged objects are. */
    private record Places(String input, String output, String store) {

        /** Those of a job before, which wrote elsewhere. */
        Places first() {
            return new Places(input, output.replace("out", "first-out"), store);
        }
    }

    private Places inS3() {
        String folder = UUID.randomUUID() + "/";
        put(server.location(""), folder + "in/");
        return new Places(server.location(folder + "in/"), server.location(folder + "out"), server.location("store"));
    }

    private Places inMemory() {
        String name = "memory:" + UUID.randomUUID();
        put(name, "in/");
        return new Places(name + "/in/", name + "-out", name);
    }

    private void put(String location, String folder) {
        ObjectStore store = new Stores(connections, RetryPolicy.DRIVER).at(location);
        for (String object : List.of("a", "b")) {
            store.put(
                    folder + object,
                    IntStream.range(0, 1_000)
                            .mapToObj(i -> "shop " + i % SHOPS + "\n")
                            .collect(Collectors.joining())
                            .getBytes(UTF_8));
        }
    }

    private static FunctionExecutor executor(Places places) {
        return FunctionExecutor.create(
                Map.of("store", places.store(), "workers", "1", "memory", "256 MB", "platform", "thread"));
    }

    /** Counts by key, from source to sink. */
    private static void count(FunctionExecutor executor, Places places, AtomicReference<DatasetJob> job) {
        Dataset<String> lines = executor.read(Sources.text(places.input()));
        lines.keyBy(line -> line)
                .aggregate(Aggregations.counting())
                .map(count -> count.key() + ": " + count.value())
                .onJob(job::set)
                .write(Sinks.text(places.output()));
    }

    /** What two jobs asked for, one after the other. Both are over, for the executor was closed. */
    private static List<StoreUse> two(Places places) {
        AtomicReference<DatasetJob> first = new AtomicReference<>();
        AtomicReference<DatasetJob> second = new AtomicReference<>();
        try (FunctionExecutor executor = executor(places)) {
            count(executor, places.first(), first);
            count(executor, places, second);
        }
        return List.of(first.get().report().store(), second.get().report().store());
    }

    @Test
    void aJobFromSourceToSinkMakesTheseRequestsAndNoOthers() {
        StoreUse use = two(inMemory()).getLast();

        assertThat(use.requests()).isEqualTo(REQUESTS);
        assertThat(use.dollars()).isZero();
    }

    @Test
    void theSameRequestsAreMadeOfS3AndPaid() {
        Places places = inS3();
        int before = server.asked().size();

        List<StoreUse> uses = two(places);

        StoreUse use = uses.getLast();
        assertThat(use.requests()).isEqualTo(REQUESTS);
        // Lists, puts, uploads and the copy at 5 dollars a million; reads and looks at 0.40; deletes are free.
        assertThat(use.dollars()).isCloseTo((3 + 4 + 5 + 1 + 1) * 5e-6 + (3 + 10 + 1) * 0.4e-6, within(1e-12));
        assertThat(methods(uses.getFirst().plus(use))).isEqualTo(methods(before));
    }

    @Test
    void whatTheStoreRefusedAndWasAskedAgainCountsEachTime() {
        Places places = inS3();
        int before = server.asked().size();
        // Each third request gets no answer, or is refused, of the driver and of the worker alike; but for those of
        // code, which are many.
        AtomicInteger seen = new AtomicInteger();
        server.from(asked -> switch (asked.isOf("/code/") ? 0 : seen.incrementAndGet() % 6) {
            case 2 -> Trouble.HANG_UP;
            case 5 -> Trouble.THROTTLED;
            default -> Trouble.NONE;
        });

        List<StoreUse> uses = two(places);

        assertThat(uses.getLast().count())
                .isGreaterThan(
                        REQUESTS.values().stream().mapToLong(Long::longValue).sum());
        assertThat(methods(uses.getFirst().plus(uses.getLast()))).isEqualTo(methods(before));
    }

    @Test
    void whatFunctionsAskForCountsAlsoFromTheirOwnThreadsAndBehindTheirCloses() throws Exception {
        Places places = inS3();
        int before = server.asked().size();
        RemoteFunction<ObjectInput, Long> function = object -> {
            CallContext.current().store().close();
            CallContext.current().store().put("mine/" + object.size(), object.bytes());
            AtomicReference<Long> read = new AtomicReference<>();
            Thread own = new Thread(() -> read.set(object.lines().count()));
            own.start();
            own.join();
            return read.get();
        };
        FutureList<Long> counts;
        FutureList<ObjectInput> objects;
        try (FunctionExecutor executor = executor(places)) {
            counts = executor.map(function, Inputs.objects(places.input()));
            assertThat(counts.join()).containsExactly(1_000L, 1_000L);
            objects = executor.map(object -> object, Inputs.objects(places.input()));
            // An object that comes back is read by its job in the driver.
            assertThat(objects.join().getFirst().lines()).hasSize(1_000);
        }

        StoreUse use = counts.report().store().plus(objects.report().store());
        assertThat(counts.report().bytesRead()).isGreaterThanOrEqualTo(4 * 7_000);
        assertThat(methods(use)).isEqualTo(methods(before));
    }

    /** The requests by the methods of HTTP that they are made by. */
    private static Map<String, Long> methods(StoreUse use) {
        Map<String, Long> methods = new TreeMap<>();
        use.requests()
                .forEach((kind, count) -> methods.merge(
                        switch (kind) {
                            case "LIST", "GET", "GET_RANGE", "OPEN" -> "GET";
                            case "HEAD", "DELETE" -> kind;
                            case "DELETE_ALL" -> "POST";
                            default -> "PUT";
                        },
                        count,
                        Long::sum));
        return methods;
    }

    /** What the server saw behind the first requests. */
    private Map<String, Long> methods(int first) {
        List<Asked> asked = server.asked();
        return asked.subList(first, asked.size()).stream()
                .collect(Collectors.groupingBy(Asked::method, TreeMap::new, Collectors.counting()));
    }
}
