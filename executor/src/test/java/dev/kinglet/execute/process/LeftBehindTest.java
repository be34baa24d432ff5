package dev.kinglet.execute.process;

import static dev.kinglet.execute.Invocations.answered;
import static dev.kinglet.execute.Invocations.invoke;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.RemoteFunction;
import dev.kinglet.execute.WorkerFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a call leaves behind in a worker's process: the next finds it as the first did, in the same worker or in another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LeftBehindTest {

    private WorkerFixture driver;
    private ProcessPlatform platform;
    private final Map<Class<?>, WorkerFixture.Stored> stored = new HashMap<>();

    @BeforeAll
    void open(@TempDir Path folder) {
        driver = new WorkerFixture(folder);
        platform = Platforms.open(driver.key, Platforms.workers(1, 0, 1000, Duration.ofMinutes(5)));
    }

    @AfterAll
    void close() {
        platform.close();
    }

    private List<@Nullable Object> run(RemoteFunction<String, ?> function, String... inputs) throws Exception {
        WorkerFixture.Stored known = stored.computeIfAbsent(function.getClass(), type -> driver.store(function));
        byte[] payload = driver.codec.encode(driver.request(known, (Object[]) inputs));
        return driver.values(answered(invoke(platform, payload)).payload());
    }

    private long pid() throws Exception {
        return (Long) Objects.requireNonNull(run(new LeftBehind.Pid(), "").getFirst());
    }

    @Test
    void whatCanBePutBackIsPutBackBeforeTheNextCallOfTheSameInvocation() throws Exception {
        long before = pid();
        for (LeftBehind.Leaving leaving : LeftBehind.PUT_BACK) {
            List<@Nullable Object> seen = run(leaving, LeftBehind.LOOK, LeftBehind.LEAVE, LeftBehind.LOOK);

            assertThat(seen).as("%s", leaving.getClass()).hasSize(3);
            assertThat(seen.get(2)).as("%s", leaving.getClass()).isEqualTo(seen.get(0));
            assertThat(run(leaving, LeftBehind.LOOK))
                    .as("%s", leaving.getClass())
                    .containsExactly(seen.get(0));
        }

        assertThat(pid()).isEqualTo(before);
    }

    @Test
    void whereSomethingRemainsTheWorkerIsNotUsedAgain() throws Exception {
        for (LeftBehind.Leaving leaving : LeftBehind.LAST) {
            long before = pid();
            List<@Nullable Object> seen = run(leaving, LeftBehind.LOOK, LeftBehind.LEAVE, LeftBehind.LOOK);

            assertThat(seen).as("%s", leaving.getClass()).hasSize(2);
            assertThat(run(leaving, LeftBehind.LOOK))
                    .as("%s", leaving.getClass())
                    .containsExactly(seen.get(0));
            assertThat(pid()).as("%s", leaving.getClass()).isNotEqualTo(before);
        }
    }

    @Test
    void whatInitialisersOfOneJobSetAnotherJobDoesNotFind() throws Exception {
        Object before = run(new LeftBehind.Locales(), LeftBehind.LOOK).getFirst();
        List<Object> seen = new ArrayList<>(run(new LeftBehind.Initialised(), LeftBehind.LOOK, LeftBehind.LOOK));

        assertThat(seen).containsOnly("en_CAy");
        assertThat(run(new LeftBehind.Locales(), LeftBehind.LOOK)).containsExactly(before);
        assertThat(run(new LeftBehind.Initialised(), LeftBehind.LOOK)).containsExactly("en_CAy");
    }

    @Test
    void threadsThatTheJvmKeepsForVirtualOnesAndForDelaysDoNotCostTheWorker() throws Exception {
        List<@Nullable Object> seen = new ArrayList<>(run(new LeftBehind.Delays(), "", ""));
        seen.addAll(run(new LeftBehind.Delays(), ""));

        assertThat(seen).hasSize(3).containsOnly(seen.getFirst());
    }

    @Test
    void aPoolThatWaitsMayGoOn() throws Exception {
        for (RemoteFunction<String, ?> waiting : List.<RemoteFunction<String, ?>>of(
                new LeftBehind.IdlePool(), new LeftBehind.IdleScheduler(), new LeftBehind.AnHttpClient())) {
            List<@Nullable Object> seen = new ArrayList<>(run(waiting, LeftBehind.LOOK, LeftBehind.LOOK));
            seen.addAll(run(waiting, LeftBehind.LOOK));

            assertThat(seen).as("%s", waiting.getClass()).hasSize(3).containsOnly(seen.getFirst());
        }
    }

    @Test
    void whatNobodyCanAskForCostsTheWorkerAndNotTheCall() throws Exception {
        Set<Long> workers = new HashSet<>();
        for (String what : List.of(LeftBehind.LOOK, LeftBehind.LEAVE, LeftBehind.LOOK)) {
            workers.add(pid());

            assertThat(run(new LeftBehind.AnEditor(), what, what))
                    .containsExactly(String.valueOf(what.equals(LeftBehind.LOOK)));
        }

        assertThat(workers).hasSize(3);
    }
}
