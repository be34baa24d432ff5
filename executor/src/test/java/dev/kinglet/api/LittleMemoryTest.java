package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.CallFailedException;
import dev.kinglet.Dataset;
import dev.kinglet.FunctionExecutor;
import dev.kinglet.Group;
import dev.kinglet.Pair;
import dev.kinglet.Sources;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Worker processes with a heap of 56 MB, each of whose calls is given 75 MB or more. That they complete is the assertion. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LittleMemoryTest {

    private static final int CALLS = 2;
    private static final int ROWS_A_CALL = 75_000;
    private static final long ROWS = (long) CALLS * ROWS_A_CALL;

    /** Makes a record a kilobyte. */
    private static final String PADDING = "x".repeat(1_000);

    /** Odd, so that it takes numbers all over the place, each to another. */
    private static final long SPREAD = 7_919;

    @TempDir
    static Path folder;

    private FunctionExecutor executor;

    @BeforeAll
    void create() {
        executor = FunctionExecutor.create(Map.of(
                "platform",
                "process",
                "memory",
                "64 MB",
                "workers",
                Integer.toString(CALLS),
                "store",
                folder.toUri().toString()));
    }

    @AfterAll
    void close() {
        executor.close();
    }

    /** 150 MB in two calls, made where they are used. Numbers are from 0, in no order. */
    private Dataset<Pair<Long, String>> rows() {
        return executor.read(Sources.range(0, CALLS))
                .flatMap(call -> () -> LongStream.range(call * ROWS_A_CALL, (call + 1) * ROWS_A_CALL)
                        .mapToObj(row -> new Pair<>(row * SPREAD % ROWS, PADDING + row))
                        .iterator());
    }

    /** What one call saw: how many, and the first and last of what should be ascending; none where it was not. */
    private record Seen(long rows, long first, long last) {

        static Seen ascending(Iterator<Pair<Long, String>> rows) {
            long first = rows.next().key();
            long last = first;
            long count = 1;
            for (; rows.hasNext(); count++) {
                long next = rows.next().key();
                if (next <= last) {
                    throw new IllegalStateException(next + " comes behind " + last);
                }
                last = next;
            }
            return new Seen(count, first, last);
        }
    }

    @Test
    void aSortOfMoreThanMemory() {
        List<Seen> seen = rows().sortBy(Pair::key)
                .mapPartitions(rows -> List.of(Seen.ascending(rows)).iterator())
                .collect();

        assertThat(seen.stream().mapToLong(Seen::rows).sum()).isEqualTo(ROWS);
        assertThat(seen.getFirst().first()).isZero();
        assertThat(seen.getLast().last()).isEqualTo(ROWS - 1);
    }

    @Test
    void aCountOfMoreKeysThanMemoryHolds() {
        assertThat(rows().map(Pair::value).distinct().count()).isEqualTo(ROWS);
    }

    @Test
    void aGroupOfMoreThanMemoryIsRead() {
        List<Pair<String, Long>> sizes = rows().keyBy(row -> row.key() == 7 ? "rare" : "hot")
                .groupByKey()
                .map(group -> {
                    long size = 0;
                    for (Pair<Long, String> ignored : group) {
                        size++;
                    }
                    return new Pair<>(group.key(), size);
                })
                .collect();

        assertThat(sizes).containsExactlyInAnyOrder(new Pair<>("rare", 1L), new Pair<>("hot", ROWS - 1));
    }

    @Test
    void aGroupOfMoreThanMemoryThatIsWantedWholeFailsAndSaysWhatToDo() {
        Dataset<Group<String, Pair<Long, String>>> groups =
                rows().keyBy(row -> "hot").groupByKey();

        assertThatThrownBy(groups::collect)
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("OUT_OF_MEMORY")
                .hasMessageContaining("memory does not hold group hot")
                .hasMessageContaining("Iterate its values");
    }

    @Test
    void aJoinWhoseRightSideHasOneKeyAndMoreThanMemory() {
        Dataset<Long> two = executor.read(Sources.range(0, 2)).flatMap(List::of);

        assertThat(two.keyBy(number -> "hot")
                        .fullJoin(rows().keyBy(row -> "hot"))
                        .count())
                .isEqualTo(2 * ROWS);
    }
}
