package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random graphs come back in the same shape: the same values, the same sharing, the same cycles. */
final class GraphsTest {

    /** A node that refers to anything, also to itself. */
    static class Vertex {
        final int number;

        @Nullable
        Object one;

        Object[] many = {};
        List<Object> list = new ArrayList<>();
        Map<Object, Object> map = new LinkedHashMap<>();

        Vertex(int number) {
            this.number = number;
        }
    }

    static final class Special extends Vertex {
        final double weight;

        Special(int number) {
            super(number);
            this.weight = number / 3.0;
        }
    }

    record Leaf(int number, String text) {}

    private final KryoValueCodec codec = new KryoValueCodec(GraphsTest.class.getClassLoader());

    private static Object random(Random random, int size) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Leaf(i, "leaf " + random.nextInt(10));
                        case 1 -> new Special(i);
                        case 2 -> random.nextLong();
                        default -> new Vertex(i);
                    });
        }
        for (Object object : all) {
            if (object instanceof Vertex vertex) {
                vertex.one = pick(random, all);
                vertex.many = new Object[] {pick(random, all), null, pick(random, all)};
                vertex.list.add(pick(random, all));
                vertex.map.put("key" + random.nextInt(), pick(random, all));
            }
        }
        return new ArrayList<>(all);
    }

    private static Object pick(Random random, List<Object> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Walks both graphs in step; objects must correspond one to one. */
    private static void assertSameShape(Object left, Object right) {
        IdentityHashMap<Object, Object> partners = new IdentityHashMap<>();
        Deque<Object[]> todo = new ArrayDeque<>();
        todo.add(new Object[] {left, right});
        while (!todo.isEmpty()) {
            Object[] pair = todo.remove();
            Object partner = partners.putIfAbsent(pair[0], pair[1]);
            if (partner != null) {
                if (pair[0] instanceof Vertex) {
                    assertThat(pair[1]).isSameAs(partner);
                }
                continue;
            }
            assertThat(pair[1].getClass()).isSameAs(pair[0].getClass());
            if (pair[0] instanceof Leaf || pair[0] instanceof Number) {
                assertThat(pair[1]).isEqualTo(pair[0]);
            }
            List<@Nullable Object> parts = parts(pair[0]);
            List<@Nullable Object> others = parts(pair[1]);
            assertThat(others).hasSameSizeAs(parts);
            for (int i = 0; i < parts.size(); i++) {
                Object part = parts.get(i);
                if (part == null) {
                    assertThat(others.get(i)).isNull();
                } else {
                    todo.add(new Object[] {part, Objects.requireNonNull(others.get(i))});
                }
            }
        }
    }

    private static List<@Nullable Object> parts(Object object) {
        if (object instanceof Vertex vertex) {
            List<@Nullable Object> parts = new ArrayList<>(Arrays.asList(vertex.many));
            parts.add(vertex.number);
            parts.add(vertex.one);
            parts.addAll(vertex.list);
            parts.addAll(vertex.map.keySet());
            parts.addAll(vertex.map.values());
            return parts;
        }
        return object instanceof ArrayList<?> list ? new ArrayList<@Nullable Object>(list) : List.of();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100, 1_000})
    void aRandomGraphKeepsItsShape(int size) {
        for (int seed = 0; seed < 20; seed++) {
            Object graph = random(new Random(seed), size);
            byte[] bytes = codec.encode(graph, "graph");

            assertSameShape(graph, Objects.requireNonNull(codec.decode(bytes, 0, bytes.length)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void bytesThatAreCutShortAreNoValue(int size) {
        byte[] bytes = codec.encode(random(new Random(size), size), "graph");
        for (int length = 0; length < bytes.length; length++) {
            int kept = length;
            assertThatThrownBy(() -> codec.decode(bytes, 0, kept))
                    .as("%s of %s bytes", kept, bytes.length)
                    .isInstanceOf(UndecodableException.class);
        }
        assertThat(codec.decode(bytes, 0, bytes.length)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, 4, 5, 6, 10, 13, 14, 100, -1})
    void bytesThatAreNoneOfOursAreNoValue(byte tag) {
        byte[] bytes = {tag, 3, 5, 7};

        assertThatThrownBy(() -> codec.decode(bytes, 0, bytes.length)).isInstanceOf(UndecodableException.class);
    }

    /** Reads itself with a failure that is no exception, as a failed assertion is none. */
    private static final class Assertive implements Serializable {
        private void readObject(ObjectInputStream in) {
            throw new AssertionError("not today");
        }
    }

    @Test
    void whateverAClassThrowsWhileItIsReadIsSaidOfTheValue() {
        byte[] bytes = codec.encode(List.of(new Assertive()), "value");

        assertThatThrownBy(() -> codec.decode(bytes, 0, bytes.length))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("not today");
        byte[] another = codec.encode(List.of("as before"), "value");
        assertThat(codec.decode(another, 0, another.length)).isEqualTo(List.of("as before"));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 5_000, 50_000})
    void deepNestingOfCollectionsComesBack(int depth) {
        Map<String, Object> outer = new HashMap<>();
        Map<String, Object> map = outer;
        for (int i = 1; i < depth; i++) {
            Map<String, Object> inner = new HashMap<>();
            map.put("inner", inner);
            map = inner;
        }
        byte[] bytes = codec.encode(outer, "value");
        Object copy = codec.decode(bytes, 0, bytes.length);
        int met = 0;
        while (copy instanceof Map<?, ?> next) {
            met++;
            copy = next.get("inner");
        }

        assertThat(met).isEqualTo(depth);
    }
}
