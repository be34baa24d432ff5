package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.RemoteFunction;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions are shared where nothing that they reach can change, and only there: generated graphs, with and without one mutable object. */
@SuppressWarnings("UnusedVariable") // fields are there to be reached
class ImmutabilityTest {

    private static final int GRAPHS = 300;
    private static final int DEPTH = 4;

    private enum Plain {
        ONE
    }

    private enum WithBody {
        ONE {
            @Override
            public String toString() {
                return "one";
            }
        }
    }

    private record Wrapped(Object content, int number) {}

    private static class Final {
        private final Object content;

        Final(Object content) {
            this.content = content;
        }
    }

    private static final class FinalChild extends Final {
        private final transient Object cache = "of no matter";

        FinalChild(Object content) {
            super(content);
        }
    }

    private static final class NotFinal extends Final {
        private int count;

        NotFinal() {
            super("x");
        }
    }

    private static final class FinalTransient {
        private final transient List<String> cache = new ArrayList<>();
    }

    private interface Say {}

    private static final List<Supplier<Object>> CONSTANTS = List.of(
            () -> "text",
            () -> 1,
            () -> 2L,
            () -> 'c',
            () -> true,
            () -> Plain.ONE,
            () -> WithBody.ONE,
            () -> String.class,
            () -> BigDecimal.TEN,
            () -> Instant.EPOCH,
            ZonedDateTime::now,
            () -> Locale.GERMANY,
            () -> new UUID(1, 2),
            () -> Path.of("x"),
            () -> new int[0],
            Optional::empty,
            Object::new,
            () -> Comparator.naturalOrder(),
            () -> String.CASE_INSENSITIVE_ORDER,
            () -> (RemoteFunction<Integer, Integer>) x -> x);

    private static final List<Supplier<Object>> VARIABLES = List.of(
            () -> new int[1],
            () -> new byte[1],
            () -> new Object[] {"x"},
            () -> new AtomicInteger(1),
            () -> new Random(1),
            StringBuilder::new,
            ArrayList::new,
            HashMap::new,
            BitSet::new,
            () -> Collections.unmodifiableList(new ArrayList<>(List.of(1))),
            () -> java.util.Arrays.asList(1, 2),
            NotFinal::new,
            FinalTransient::new,
            () -> new IllegalStateException("x"));

    /** Objects that refer to one other and cannot change themselves. */
    private static final List<UnaryOperator<Object>> HOLDERS = List.of(
            List::of,
            content -> List.of(1, content, 3),
            content -> Set.of(content),
            content -> Map.of("key", content),
            content -> Map.of(1, content, 2, "x"),
            content -> Map.entry("key", content),
            Optional::of,
            Collections::singletonList,
            content -> Collections.singletonMap("key", content),
            content -> new Wrapped(content, 1),
            Final::new,
            FinalChild::new,
            content -> new Object() {
                @Override
                public String toString() {
                    return "captures " + content;
                }
            },
            content -> (RemoteFunction<Object, Object>) x -> content,
            content -> (Function<Object, Object> & Serializable) x -> content,
            content -> Comparator.comparing((Function<Object, String> & Serializable) x -> content + "" + x),
            content -> proxy(content));

    private static Object proxy(Object content) {
        return Proxy.newProxyInstance(
                ImmutabilityTest.class.getClassLoader(),
                new Class<?>[] {Say.class},
                (proxy, method, arguments) -> method.getName().equals("hashCode") ? 1 : content);
    }

    private static Object graph(Random random, Object seed) {
        Object graph = seed;
        for (int i = random.nextInt(DEPTH); i >= 0; i--) {
            graph = HOLDERS.get(random.nextInt(HOLDERS.size())).apply(graph);
        }
        return graph;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aGraphIsImmutableIfAllOfItIs(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < GRAPHS; i++) {
            Object constant = CONSTANTS.get(i % CONSTANTS.size()).get();
            Object variable = VARIABLES.get(i % VARIABLES.size()).get();

            assertThat(Immutability.of(graph(random, constant)))
                    .as("%s", constant)
                    .isTrue();
            assertThat(Immutability.of(graph(random, variable)))
                    .as("%s", variable)
                    .isFalse();
        }
    }

    @Test
    void largeGraphsAreWalkedOnALittleStack() {
        Object nested = "x";
        for (int i = 0; i < 100_000; i++) {
            nested = new Final(nested);
        }

        assertThat(Immutability.of(nested)).isTrue();
    }

    @Test
    void anAttemptsFunctionIsItsOwnOnlyWhereSomethingCanChange() {
        int number = 5;
        AtomicInteger counter = new AtomicInteger(5);

        Restored sharing = restored(x -> x + number);
        Restored own = restored(x -> counter.addAndGet(x));

        assertThat(sharing.function()).isSameAs(sharing.function());
        assertThat(sharing.isShared()).isTrue();
        assertThat(own.function()).isNotSameAs(own.function());
        assertThat(own.isShared()).isFalse();
    }

    private static Restored restored(RemoteFunction<Integer, Integer> function) {
        byte[] bytes = new ClosureCapture(new CodeFinder())
                .capture(function, "function")
                .bytes();
        return ClosureRestorer.restore(bytes, ImmutabilityTest.class.getClassLoader());
    }
}
