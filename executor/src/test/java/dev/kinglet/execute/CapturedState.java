package dev.kinglet.execute;

import dev.kinglet.RemoteFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Functions that change what they capture. Apart from the tests, whose libraries would have to be shipped with them. */
final class CapturedState {

    private CapturedState() {}

    private static final class Own {
        private int count = 5;
        private final int[] all = {1, 2};

        Object nextOf(int ignored) {
            return next();
        }

        int next() {
            all[0]++;
            return count++ + all[0];
        }
    }

    private record Holder(Map<String, Integer> counts, Own own) {}

    /** A function that is itself what changes. */
    private static final class Counting implements RemoteFunction<Integer, Object> {
        private int count;

        @Override
        public Object apply(Integer x) {
            return count++;
        }
    }

    /** They give the same whenever they are called first. */
    static List<RemoteFunction<Integer, Object>> functions() {
        int[] ints = {1};
        byte[] bytes = {1};
        int[][] nested = {{1}, {2}};
        AtomicInteger atomic = new AtomicInteger(1);
        Random random = new Random(1);
        StringBuilder builder = new StringBuilder("x");
        List<Integer> list = new ArrayList<>(List.of(1));
        List<Integer> view = Arrays.asList(1, 2);
        List<Integer> unmodifiable = Collections.unmodifiableList(list);
        Map<String, Integer> map = new HashMap<>(Map.of("x", 1));
        TreeMap<String, int[]> sorted = new TreeMap<>(Map.of("x", new int[] {1}));
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(1, 2, 3, 4, 5, 6));
        Own own = new Own();
        Holder holder = new Holder(new HashMap<>(), new Own());
        Optional<int[]> optional = Optional.of(new int[] {1});
        List<AtomicInteger> immutableOfMutable = List.of(new AtomicInteger(1));
        RemoteFunction<Integer, Object> inner = x -> atomic.incrementAndGet();
        RemoteFunction<Integer, Object> outer = x -> inner.apply(x);
        List<RemoteFunction<Integer, Object>> functions = new ArrayList<>(List.of(
                x -> ints[0]++,
                x -> bytes[0]++,
                x -> nested[1][0]++,
                x -> atomic.incrementAndGet(),
                x -> random.nextInt(),
                x -> builder.append("y").toString(),
                x -> list.add(1) ? list.size() : 0,
                x -> view.set(0, view.get(0) + 1),
                x -> list.add(1) ? unmodifiable.size() : 0,
                x -> map.merge("x", 1, Integer::sum),
                x -> Objects.requireNonNull(sorted.get("x"))[0]++,
                x -> queue.poll(),
                x -> own.next(),
                x -> holder.counts().merge("x", 1, Integer::sum) + holder.own().next(),
                x -> optional.orElseThrow()[0]++,
                x -> immutableOfMutable.getFirst().getAndIncrement(),
                outer,
                own::nextOf,
                new Counting()));
        return functions;
    }

    /** Throws at its first two calls. */
    static RemoteFunction<Integer, Object> throwing() {
        AtomicInteger tries = new AtomicInteger();
        return x -> {
            if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("tried " + tries);
            }
            return tries.get();
        };
    }
}
