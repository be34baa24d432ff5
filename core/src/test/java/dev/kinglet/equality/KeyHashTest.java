package dev.kinglet.equality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.net.URI;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

// Hash codes as users and their tools write them.
@SuppressWarnings({"HashCodeInObjectsHash", "SuperCallToObjectMethod", "JdkObsolete", "UnnecessaryStringBuilder"})
class KeyHashTest {

    record WithArray(int[] numbers) {}

    record Holder(Object held) {}

    @SuppressWarnings({"EqualsHashCode", "overrides"}) // which is the point
    static final class OnlyEquals {
        @Override
        public boolean equals(Object other) {
            return other instanceof OnlyEquals;
        }
    }

    static class OnlyHashCode {
        @Override
        public int hashCode() {
            return 1;
        }
    }

    static class OfIdentity {
        @Override
        public boolean equals(Object other) {
            return other instanceof OfIdentity;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode();
        }
    }

    static final class OfItsSuperclass extends OnlyHashCode {
        @Override
        public boolean equals(Object other) {
            return other instanceof OfItsSuperclass;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + System.identityHashCode(this);
        }
    }

    /** Its equals looks at a hash code that arrives from where it was computed. */
    static final class ComparesKept {
        private final TimeUnit unit;
        private final int hash;

        ComparesKept(TimeUnit unit) {
            this.unit = unit;
            this.hash = Objects.hash(unit);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ComparesKept same && same.hash == hash && same.unit == unit;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** The same, but it does not travel. */
    static final class ComparesTransient {
        private final TimeUnit unit;
        private transient int hash;

        ComparesTransient(TimeUnit unit) {
            this.unit = unit;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ComparesTransient same
                    && (hash == 0 || same.hash == 0 || same.hash == hash)
                    && same.unit == unit;
        }

        @Override
        public int hashCode() {
            if (hash == 0) {
                hash = Objects.hash(unit);
            }
            return hash;
        }
    }

    static Stream<Arguments> identities() {
        Runnable lambda = () -> {};
        Object[] identities = {
            new Object(),
            new int[1],
            new Object[0],
            new AtomicInteger(),
            new StringBuilder(),
            new ArrayDeque<>(),
            new HashMap<>(Map.of(1, 2)).values(),
            new IdentityHashMap<>(),
            Thread.currentThread(),
            Stream.of(1),
            lambda,
            new OnlyEquals(),
            new OnlyHashCode(),
            new OfIdentity(),
            new OfItsSuperclass(),
            new ComparesKept(TimeUnit.DAYS),
            new WithArray(new int[0]),
        };
        return Arrays.stream(identities).map(identity -> Arguments.of(identity));
    }

    @ParameterizedTest
    @MethodSource("identities")
    void whatIsEqualOnlyToItselfIsRefusedByTheNameOfItsClassWhereverItIs(Object identity) {
        String name = identity.getClass().getTypeName();
        List<Object> around = List.of(
                identity,
                new Holder(identity),
                List.of(identity),
                Optional.of(identity),
                Map.entry(1, identity),
                Map.of("key", List.of(identity)));

        assertThat(around)
                .allSatisfy(key -> assertThatThrownBy(() -> KeyHash.of(key))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(name));
    }

    @Test
    void bytesAreKeysAloneOnly() {
        assertThat(KeyHash.of(new byte[] {1, 2})).isEqualTo(KeyHash.of(new byte[] {1, 2}));
        assertThatThrownBy(() -> KeyHash.of(List.of(new byte[] {1, 2}))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalCollectionsHaveOneHashWhateverTheirClasses() {
        Map<TimeUnit, Integer> map = Map.of(TimeUnit.DAYS, 1, TimeUnit.HOURS, 2);
        Set<TimeUnit> set = map.keySet();
        List<TimeUnit> list = List.of(TimeUnit.DAYS, TimeUnit.HOURS);

        same(map, new EnumMap<>(map), new TreeMap<>(map), new LinkedHashMap<>(map), new ConcurrentHashMap<>(map));
        same(map, Collections.unmodifiableMap(map), Collections.synchronizedMap(map));
        same(set, EnumSet.copyOf(set), new TreeSet<>(set), new LinkedHashSet<>(list), new HashMap<>(map).keySet());
        same(map.entrySet(), new HashMap<>(map).entrySet(), new EnumMap<>(map).entrySet());
        same(
                list,
                new LinkedList<>(list),
                new ArrayList<>(list).subList(0, 2),
                Arrays.asList(TimeUnit.DAYS, TimeUnit.HOURS));
        same(list, Collections.unmodifiableList(list), list.reversed().reversed());
        same(
                Map.entry(TimeUnit.DAYS, 1),
                new AbstractMap.SimpleEntry<>(TimeUnit.DAYS, 1),
                new TreeMap<>(Map.of(TimeUnit.DAYS, 1)).firstEntry(),
                new EnumMap<>(Map.of(TimeUnit.DAYS, 1)).entrySet().iterator().next());
    }

    private static void same(Object... equal) {
        for (Object each : equal) {
            assertThat(each).isEqualTo(equal[0]);
            assertThat(KeyHash.of(each)).as("%s", each.getClass()).isEqualTo(KeyHash.of(equal[0]));
        }
    }

    @Test
    void aHashCodeThatStaysBehindIsNoReasonToRefuse() {
        ComparesTransient filled = new ComparesTransient(TimeUnit.DAYS);
        assertThat(filled).hasSameHashCodeAs(filled);

        assertThat(KeyHash.of(filled)).isEqualTo(KeyHash.of(new ComparesTransient(TimeUnit.DAYS)));
    }

    @Test
    void theClassesOfTheJdkThatAreTrustedHaveHashCodesOfTheirOwn() throws Exception {
        for (String name : StableClasses.names()) {
            Method hashCode = Class.forName(name).getMethod("hashCode");
            assertThat(hashCode.getDeclaringClass().getName()).isEqualTo(name);
        }
        assertThat(KeyHash.of(URI.create("a:b"))).isEqualTo(KeyHash.of(URI.create("a:b")));
    }

    @Test
    void aClassAloneTellsOfSomeThatTheyCannotBeKeys() {
        record Deep(String name, WithArray inner) {}

        for (Class<?> type : List.of(int[].class, Object[].class, StringBuilder.class, WithArray.class, Deep.class)) {
            assertThatThrownBy(() -> KeyHash.check(type))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(type.getTypeName());
        }
        for (Class<?> type : List.of(
                byte[].class,
                Object.class,
                List.class,
                Holder.class,
                TimeUnit.class,
                String.class,
                OnlyHashCode.class)) {
            assertThatCode(() -> KeyHash.check(type)).doesNotThrowAnyException();
        }
    }
}
