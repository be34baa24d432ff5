package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Views of collections show, look up and refuse behind a codec what they did before; beside their map they stay views of it. */
@SuppressWarnings({"JdkObsolete", "IdentityHashMapUsage"}) // users have them
final class ViewsTest extends RoundTrip {

    private static <M extends Map<String, Integer>> M filled(M map) {
        map.put("b", 2);
        map.put("A", 1);
        map.put("c", 1);
        return map;
    }

    static final List<Arguments> MAPS = Stream.<Map<String, Integer>>of(
                    new HashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(4, 1f, true),
                    new TreeMap<>(),
                    new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
                    new TreeMap<>(Comparator.reverseOrder()),
                    new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER),
                    new IdentityHashMap<>(),
                    new ConcurrentHashMap<>(),
                    new WeakHashMap<>())
            .<Arguments>map(map -> Arguments.argumentSet(map.getClass().getSimpleName() + map.hashCode(), filled(map)))
            .toList();

    @ParameterizedTest
    @FieldSource("MAPS")
    void viewsAloneShowAndLookUpWhatTheyDid(Map<String, Integer> map) {
        Set<String> keys = through(map.keySet());
        boolean inOrder = !(map instanceof IdentityHashMap || map instanceof WeakHashMap);
        assertThat(keys).containsExactlyInAnyOrderElementsOf(map.keySet());
        assertThat(through(map.values())).containsExactlyInAnyOrderElementsOf(map.values());
        assertThat(through(map.entrySet())).hasSameSizeAs(map.entrySet());
        if (inOrder) {
            assertThat(keys).containsExactlyElementsOf(map.keySet());
            assertThat(through(map.values())).containsExactlyElementsOf(map.values());
            assertThat(through(map.entrySet())).containsExactlyElementsOf(map.entrySet());
            for (String asked : List.of("a", "A", "B", "d")) {
                assertThat(keys.contains(asked)).isEqualTo(map.containsKey(asked));
            }
        }
        if (map.keySet() instanceof SortedSet<String> sorted) {
            assertThat(((SortedSet<String>) keys).comparator()).isEqualTo(sorted.comparator());
        }
    }

    @ParameterizedTest
    @FieldSource("MAPS")
    @SuppressWarnings("unchecked") // as it went in
    void viewsBesideTheirMapStayItsViews(Map<String, Integer> map) {
        if (map instanceof WeakHashMap) {
            return; // it does not travel
        }
        for (boolean mapFirst : new boolean[] {true, false}) {
            List<Object> graph = new ArrayList<>(List.of(map.keySet(), map.values(), map.entrySet()));
            graph.add(mapFirst ? 0 : 3, map);
            List<Object> copies = through(graph);
            Map<String, Integer> copy = (Map<String, Integer>) copies.remove(mapFirst ? 0 : 3);
            copy.put("new", 77);

            assertThat((Collection<Object>) copies.get(0)).contains("new");
            assertThat((Collection<Object>) copies.get(1)).hasSize(4);
            assertThat((Collection<Object>) copies.get(2)).hasSize(4);
            ((Collection<Object>) copies.get(0)).clear();
            assertThat(copy).isEmpty();
        }
    }

    @Test
    void whatIsReversedStaysReversed() {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
        LinkedHashSet<Integer> set = new LinkedHashSet<>(list);
        TreeMap<Integer, Integer> sorted = new TreeMap<>(Map.of(1, 1, 2, 2));
        LinkedHashMap<Integer, Integer> map = new LinkedHashMap<>(sorted);
        assertThat(through(list.reversed())).hasSameClassAs(list.reversed()).containsExactly(3, 2, 1);
        assertThat(through(set.reversed())).hasSameClassAs(set.reversed()).containsExactly(3, 2, 1);
        assertThat(through(new ArrayDeque<>(list).reversed())).containsExactly(3, 2, 1);
        assertThat(through(new CopyOnWriteArrayList<>(list).reversed())).containsExactly(3, 2, 1);
        assertThat(through(map.reversed())).hasToString(map.reversed().toString());
        assertThat(through(sorted.reversed())).hasToString(sorted.reversed().toString());
        assertThat(through(List.of(1, 2).reversed())).isUnmodifiable().containsExactly(2, 1);

        List<Object> both = through(List.of(list, list.reversed()));
        assertThat(both.get(0)).isEqualTo(((List<?>) both.get(1)).reversed());
    }

    @Test
    void otherMapsAndTheirPartsComeBack() {
        Map<Boolean, List<Integer>> parts = Stream.of(1, 2, 3).collect(Collectors.partitioningBy(x -> x > 1));
        assertThat(through(parts)).isEqualTo(parts).hasToString(parts.toString());
        assertThat(through(parts.entrySet())).isEqualTo(parts.entrySet());
        assertThat(through(System.getenv())).isEqualTo(System.getenv());
        assertThat(through(Map.of("a", 1, "b", 2).keySet())).isUnmodifiable().isEqualTo(Set.of("a", "b"));
        assertThat(through(new EnumMap<>(Map.of(Operation.PLUS, 1)).keySet())).containsExactly(Operation.PLUS);
        assertThat(through(Map.entry("a", 1))).isEqualTo(Map.entry("a", 1)).hasSameClassAs(Map.entry("a", 1));
        Map.Entry<String, Integer> entry =
                through(new HashMap<>(Map.of("a", 1)).entrySet().iterator().next());
        entry.setValue(2);
        assertThat(entry).isEqualTo(Map.entry("a", 2));
    }

    @Test
    void theSameStringTwiceStaysTwoKeysOfAnIdentityMap() {
        Map<String, Integer> map = new IdentityHashMap<>();
        map.put(new String("k"), 1);
        map.put(new String("k"), 2);

        assertThat(through(map.keySet())).hasSize(2);
        assertThat(through(map.entrySet())).hasSize(2);
        assertThat(through(map.values())).containsExactlyInAnyOrder(1, 2);
    }
}
