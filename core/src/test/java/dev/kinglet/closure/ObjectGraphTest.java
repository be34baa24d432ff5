package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Objects that refer to each other do so behind a codec, too. */
final class ObjectGraphTest extends RoundTrip {

    static final class Failed extends Exception {
        final Plain where;

        Failed(Plain where, Throwable cause) {
            super("it failed", cause);
            this.where = where;
        }
    }

    @Test
    void anExceptionKeepsMessageCauseSuppressedStackAndFields() {
        Failed failure = new Failed(new Plain("here"), new IOException("disk"));
        failure.addSuppressed(new IllegalStateException("close"));

        Failed copy = through(failure);

        assertThat(copy)
                .hasMessage("it failed")
                .hasCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("disk");
        assertThat(copy.getSuppressed()).hasSize(1);
        assertThat(copy.getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(copy.where).isEqualTo(new Plain("here"));
    }

    @Test
    void anExceptionMayBeSuppressedByItsOwnCause() {
        Exception cause = new Exception("cause");
        Exception failure = new Exception("failure", cause);
        cause.addSuppressed(failure);

        Exception copy = through(failure);

        assertThat(Objects.requireNonNull(copy.getCause()).getSuppressed()[0]).isSameAs(copy);
    }

    @Test
    void viewsTravelAsCopies() {
        Map<String, Integer> map = new TreeMap<>(Map.of("a", 1, "b", 2));

        assertThat(through(map.keySet())).containsExactly("a", "b");
        assertThat(through(map.values())).containsExactly(1, 2);
        assertThat(through(map.entrySet().iterator().next())).isEqualTo(Map.entry("a", 1));
        assertThat(through(List.of(1, 2, 3, 4).subList(1, 3))).containsExactly(2, 3);
        assertThat(through(new ArrayList<>(List.of(1, 2, 3)).subList(1, 3))).containsExactly(2, 3);
        assertThat(through(new ArrayList<>(List.of(1, 2, 3)).reversed())).containsExactly(3, 2, 1);
    }

    @Test
    void identityMapsStayIdentityMaps() {
        String key = new String("k");
        IdentityHashMap<String, Integer> map = new IdentityHashMap<>();
        map.put(key, 1);
        Map<String, Object> both = new HashMap<>(Map.of("key", key, "map", map));

        Map<String, Object> copy = through(both);

        IdentityHashMap<?, ?> inner = (IdentityHashMap<?, ?>) Objects.requireNonNull(copy.get("map"));
        assertThat(inner.get(copy.get("key"))).isEqualTo(1);
    }

    @Test
    void unmodifiableCollectionsStaySo() {
        List<Integer> inner = new ArrayList<>(List.of(1));
        List<List<Integer>> both = List.of(inner, Collections.unmodifiableList(inner));

        List<List<Integer>> copy = through(both);
        copy.getFirst().add(2);

        assertThat(copy.get(1))
                .as("still a view of the same list")
                .containsExactly(1, 2)
                .isUnmodifiable();
    }

    @Test
    void oneObjectMetTwiceStaysOne() {
        Plain shared = new Plain("shared");
        List<Object> copy = through(List.of(shared, new Generic<>(shared), Map.of("k", shared)));

        assertThat(((Generic<?>) copy.get(1)).value()).isSameAs(copy.getFirst());
        assertThat(((Map<?, ?>) copy.get(2)).get("k")).isSameAs(copy.getFirst());
    }

    static final class Node {
        @Nullable
        Node next;

        List<Node> children = new ArrayList<>();
        int number;
    }

    @Test
    void cyclesComeBackAsCycles() {
        Node parent = new Node();
        Node child = new Node();
        child.next = parent;
        parent.children = Collections.synchronizedList(new ArrayList<>(List.of(child)));
        parent.next = parent;

        Node copy = through(parent);

        assertThat(copy.next).isSameAs(copy);
        assertThat(copy.children.getFirst().next).isSameAs(copy);
    }

    @Test
    void aChainOfAHundredThousandObjectsComesBack() {
        Node first = new Node();
        Node last = first;
        for (int i = 1; i < 100_000; i++) {
            last.next = new Node();
            last = last.next;
            last.number = i;
        }

        Node copy = through(first);
        int length = 1;
        while (copy.next != null) {
            copy = copy.next;
            length++;
        }

        assertThat(length).isEqualTo(100_000);
        assertThat(copy.number).isEqualTo(99_999);
    }

    interface Greeter {
        String greet(String name);
    }

    static final class Handler implements java.lang.reflect.InvocationHandler {
        private final String greeting;

        Handler(String greeting) {
            this.greeting = greeting;
        }

        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return greeting + " " + arguments[0];
        }
    }

    @Test
    void aProxyKeepsItsHandler() {
        Greeter greeter = (Greeter) java.lang.reflect.Proxy.newProxyInstance(
                Greeter.class.getClassLoader(), new Class<?>[] {Greeter.class}, new Handler("hello"));

        assertThat(through(greeter).greet("you")).isEqualTo("hello you");
    }

    @Test
    void classesSeenAreThoseThatTheGraphNames() {
        codec.encode(List.of(new Point(1, 2), new Generic<>(new Plain("x"))), "value");

        assertThat(codec.classesSeen()).containsExactlyInAnyOrder(Point.class, Generic.class, Plain.class);
    }
}
