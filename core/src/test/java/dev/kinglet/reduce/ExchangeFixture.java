package dev.kinglet.reduce;

import dev.kinglet.invoke.SigningKey;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** A store in memory, and producers and consumers at it with little memory, so that they leave many runs. */
final class ExchangeFixture implements AutoCloseable {

    /** A few dozen entries. */
    static final long TINY_BUDGET_BYTES = 4_000;

    static final long AMPLE_BUDGET_BYTES = 64 << 20;

    static final SigningKey KEY = SigningKey.random();

    final ObjectStore store = ObjectStores.open("memory:" + UUID.randomUUID());
    private int objects;

    Exchange exchange(long budgetBytes) {
        return new Exchange(store, budgetBytes, ExchangeFixture.class.getClassLoader(), KEY::sign);
    }

    RunWriter writer() {
        return new RunWriter(store, "runs/" + objects++, KEY::sign);
    }

    /** The rows of all runs between two blocks, as consumers are given them. */
    static List<BlockRange> ranges(List<Run> runs, int from, int to) {
        return runs.stream().map(run -> run.range(from, to)).toList();
    }

    static List<BlockRange> whole(List<Run> runs) {
        return runs.stream().map(run -> run.range(0, run.blocks())).toList();
    }

    static List<Object> all(Iterator<Object> rows) {
        List<Object> all = new ArrayList<>();
        rows.forEachRemaining(all::add);
        return all;
    }

    /** A key whose class has all instances share a hash. */
    record Colliding(int number) {
        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
