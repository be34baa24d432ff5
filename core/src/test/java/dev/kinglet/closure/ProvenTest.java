package dev.kinglet.closure;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.*;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every class of the JDK that the codec treats by itself comes back whole: values are generated for each, and what comes back is compared by
 * class, by {@code equals}, by its text, by its order and comparator, and by what it does when it is used further.
 */
// Users have them.
@SuppressWarnings({
    "JavaUtilDate",
    "JdkObsolete",
    "NonApiType",
    "IdentityHashMapUsage",
    "GetClassOnEnum",
    "UnnecessaryStringBuilder"
})
final class ProvenTest extends RoundTrip {

    private static final int VALUES = 40;

    enum Suit {
        HEARTS,
        SPADES {},
        CLUBS
    }

    /** Never says "equal", so that a map sorted by it has keys twice. */
    static final class ByLength implements Comparator<Object> {
        @Override
        public int compare(Object left, Object right) {
            return left.toString().length() >= right.toString().length() ? -1 : 1;
        }
    }

    private static final Map<String, Function<Random, Object>> GENERATORS = Map.ofEntries(
            entry("java.lang.Class", ProvenTest::type),
            entry("java.lang.StringBuilder", random -> new StringBuilder(text(random))),
            entry("java.lang.StringBuffer", random -> new StringBuffer(text(random))),
            entry("java.math.BigInteger", random -> new BigInteger(random.nextInt(200), random).negate()),
            entry("java.math.BigDecimal", ProvenTest::decimal),
            entry(
                    "java.net.URI",
                    random -> URI.create("http://h:" + random.nextInt(99) + "/%20a?b=ü#" + random.nextInt(9))),
            entry("java.util.ArrayList", random -> new ArrayList<>(values(random))),
            entry("java.util.LinkedList", random -> new LinkedList<>(values(random))),
            entry("java.util.Vector", random -> new Vector<>(values(random))),
            entry("java.util.Stack", ProvenTest::stack),
            entry("java.util.ArrayDeque", random -> new ArrayDeque<>(present(random))),
            entry("java.util.PriorityQueue", ProvenTest::queue),
            entry("java.util.Arrays$ArrayList", random -> Arrays.asList(array(random))),
            entry("java.util.HashMap", random -> fill(new HashMap<>(), random)),
            entry("java.util.HashSet", random -> new HashSet<>(values(random))),
            entry(
                    "java.util.LinkedHashMap",
                    random -> fill(new LinkedHashMap<>(5, 0.5f, random.nextBoolean()), random)),
            entry("java.util.LinkedHashSet", random -> new LinkedHashSet<>(values(random))),
            entry("java.util.TreeMap", random -> fill(new TreeMap<>(order(random)), random)),
            entry("java.util.TreeSet", ProvenTest::treeSet),
            entry("java.util.IdentityHashMap", ProvenTest::identity),
            entry("java.util.ImmutableCollections$List12", random -> List.of(text(random))),
            entry("java.util.ImmutableCollections$ListN", ProvenTest::listN),
            entry("java.util.ImmutableCollections$SubList", ProvenTest::immutablePart),
            entry("java.util.ImmutableCollections$Set12", random -> Set.of(random.nextInt())),
            entry("java.util.ImmutableCollections$SetN", random -> Set.copyOf(triple(random))),
            entry("java.util.ImmutableCollections$Map1", random -> Map.of(text(random), random.nextInt())),
            entry("java.util.ImmutableCollections$MapN", random -> Map.of("a", text(random), "b", random.nextInt())),
            entry(
                    "java.util.IntSummaryStatistics",
                    random -> random.ints(random.nextInt(4)).summaryStatistics()),
            entry(
                    "java.util.LongSummaryStatistics",
                    random -> random.longs(random.nextInt(4)).summaryStatistics()),
            entry("java.util.DoubleSummaryStatistics", ProvenTest::statistics),
            entry("java.util.BitSet", random -> BitSet.valueOf(new long[] {random.nextLong(), 0, random.nextInt(2)})),
            entry("java.util.Date", random -> new Date(random.nextLong() >> random.nextInt(40))),
            entry("java.util.Currency", random -> pick(random, new ArrayList<>(Currency.getAvailableCurrencies()))),
            entry("java.util.UUID", random -> new UUID(random.nextLong(), random.nextLong())),
            entry("java.util.Optional", random -> Optional.ofNullable(random.nextBoolean() ? text(random) : null)),
            entry(
                    "java.util.OptionalInt",
                    random -> random.ints(random.nextInt(2)).findAny()),
            entry(
                    "java.util.OptionalLong",
                    random -> random.longs(random.nextInt(2)).findAny()),
            entry(
                    "java.util.OptionalDouble",
                    random -> random.doubles(random.nextInt(2)).findAny()),
            entry("java.util.Collections$EmptyList", random -> Collections.emptyList()),
            entry("java.util.Collections$EmptyMap", random -> Collections.emptyMap()),
            entry("java.util.Collections$EmptySet", random -> Collections.emptySet()),
            entry("java.util.Collections$SingletonList", random -> Collections.singletonList(value(random))),
            entry(
                    "java.util.Collections$SingletonMap",
                    random -> Collections.singletonMap(value(random), value(random))),
            entry("java.util.Collections$SingletonSet", random -> Collections.singleton(value(random))),
            entry("java.util.concurrent.ConcurrentHashMap", random -> new ConcurrentHashMap<>(Map.of(1, text(random)))),
            entry("java.util.concurrent.ConcurrentSkipListMap", ProvenTest::skipList),
            entry("java.util.concurrent.CopyOnWriteArrayList", random -> new CopyOnWriteArrayList<>(values(random))),
            entry("java.util.concurrent.atomic.AtomicBoolean", random -> new AtomicBoolean(random.nextBoolean())),
            entry("java.util.concurrent.atomic.AtomicInteger", random -> new AtomicInteger(random.nextInt())),
            entry("java.util.concurrent.atomic.AtomicLong", random -> new AtomicLong(random.nextLong())),
            entry("java.util.concurrent.atomic.AtomicReference", random -> new AtomicReference<>(value(random))),
            entry("java.time.Duration", random -> Duration.ofSeconds(random.nextLong(), random.nextInt(999_999_999))),
            entry("java.time.Instant", random -> instant(random)),
            entry("java.time.LocalDate", random -> local(random).toLocalDate()),
            entry("java.time.LocalDateTime", ProvenTest::local),
            entry(
                    "java.time.LocalTime",
                    random -> pick(random, List.of(local(random).toLocalTime(), LocalTime.of(1, 2)))),
            entry("java.time.MonthDay", random -> MonthDay.from(local(random))),
            entry("java.time.OffsetDateTime", random -> OffsetDateTime.of(local(random), offset(random))),
            entry("java.time.OffsetTime", random -> OffsetTime.of(local(random).toLocalTime(), offset(random))),
            entry("java.time.Period", random -> Period.of(random.nextInt(), random.nextInt(), random.nextInt())),
            entry("java.time.Year", random -> Year.of(local(random).getYear())),
            entry("java.time.YearMonth", random -> YearMonth.from(local(random))),
            entry("java.time.ZonedDateTime", ProvenTest::zoned),
            entry("java.time.ZoneOffset", ProvenTest::offset),
            entry("java.time.ZoneRegion", ProvenTest::region));

    private static <T> T pick(Random random, List<? extends T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(i -> pick(random, List.of("a", "B", "ß", "\uD83D\uDE00", "\uD83D", "\0", "0")))
                .reduce("", String::concat);
    }

    private static @Nullable Object value(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> random.nextGaussian();
            case 3 -> new Point(random.nextInt(3), 1);
            case 4 -> List.of(text(random));
            case 5 -> pick(random, List.of(Suit.values()));
            default -> text(random);
        };
    }

    private static List<@Nullable Object> values(Random random) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            values.add(value(random));
        }
        return values;
    }

    private static List<Object> present(Random random) {
        return new ArrayList<>(values(random).stream().filter(Objects::nonNull).toList());
    }

    private static Object[] array(Random random) {
        return pick(random, List.of(new String[] {text(random), null}, new Object[] {1, "x"}, new Suit[0]));
    }

    private static Stack<Object> stack(Random random) {
        Stack<Object> stack = new Stack<>();
        stack.addAll(values(random));
        return stack;
    }

    private static PriorityQueue<Object> queue(Random random) {
        PriorityQueue<Object> queue = new PriorityQueue<>(order(random));
        queue.addAll(List.of(text(random), text(random), text(random), "z"));
        return queue;
    }

    private static Map<Object, Object> fill(Map<Object, Object> map, Random random) {
        for (int i = random.nextInt(30); i > 0; i--) {
            map.put(text(random), List.of(i));
        }
        return map;
    }

    private static @Nullable Comparator<Object> order(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> Collections.reverseOrder();
            case 2 ->
                (Comparator<Object> & java.io.Serializable)
                        (left, right) -> String.CASE_INSENSITIVE_ORDER.compare(left.toString(), right.toString());
            default -> new ByLength();
        };
    }

    private static TreeSet<Object> treeSet(Random random) {
        TreeSet<Object> set = new TreeSet<>(order(random));
        set.addAll(fill(new HashMap<>(), random).keySet());
        return set;
    }

    private static Map<Object, Object> skipList(Random random) {
        return fill(new ConcurrentSkipListMap<>(order(random)), random);
    }

    private static Map<Object, Object> identity(Random random) {
        Map<Object, Object> map = new IdentityHashMap<>();
        map.put(new String("same"), random.nextInt());
        map.put(new String("same"), random.nextInt());
        return map;
    }

    private static List<Object> triple(Random random) {
        return List.of(random.nextInt(), text(random), 3L);
    }

    private static List<@Nullable Object> listN(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> new ArrayList<@Nullable Object>(triple(random)).stream().toList();
            case 2 -> values(random).stream().toList();
            default ->
                new ArrayList<@Nullable Object>(List.copyOf(triple(random))) {}.stream()
                        .toList();
        };
    }

    private static List<@Nullable Object> immutablePart(Random random) {
        List<@Nullable Object> whole = random.nextBoolean()
                ? List.copyOf(triple(random))
                : new ArrayList<@Nullable Object>(triple(random)).stream().toList();
        return whole.subList(0, 2);
    }

    private static DoubleSummaryStatistics statistics(Random random) {
        DoubleSummaryStatistics statistics = new DoubleSummaryStatistics();
        int kind = random.nextInt(6);
        for (int i = random.nextInt(50); i > 0; i--) {
            statistics.accept(Math.scalb(random.nextGaussian(), random.nextInt(30)));
        }
        if (kind == 0) {
            statistics.accept(Double.POSITIVE_INFINITY);
        } else if (kind == 1) {
            statistics.accept(Double.NEGATIVE_INFINITY);
            statistics.accept(Double.POSITIVE_INFINITY);
        } else if (kind == 2) {
            statistics.accept(Double.NaN);
        }
        return statistics;
    }

    private static BigDecimal decimal(Random random) {
        return new BigDecimal(new BigInteger(random.nextInt(100), random), random.nextInt(60) - 30);
    }

    private static Class<?> type(Random random) {
        return pick(
                random,
                List.of(
                        Map.class,
                        List.class,
                        Set.class,
                        Collection.class,
                        Queue.class,
                        SortedMap.class,
                        Map.Entry.class,
                        java.nio.file.Path.class,
                        Number.class,
                        Runnable.class,
                        Comparable.class,
                        Iterable.class,
                        CharSequence.class,
                        Object.class,
                        Thread.class,
                        Enum.class,
                        Suit.class,
                        Suit.SPADES.getClass(),
                        RoundTrip.class,
                        Shape.class,
                        ArrayList.class,
                        Optional.class,
                        Arrays.asList(1).getClass(),
                        List.of(1).getClass(),
                        new HashMap<>().keySet().getClass(),
                        Override.class,
                        Point.class,
                        void.class,
                        int.class,
                        double.class,
                        Void.class,
                        int[].class,
                        String[][].class,
                        Map[].class,
                        Point[].class));
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(random.nextLong(-1L << 36, 1L << 36), random.nextInt(999_999_999));
    }

    private static LocalDateTime local(Random random) {
        return LocalDateTime.ofInstant(instant(random), ZoneOffset.UTC);
    }

    private static ZoneOffset offset(Random random) {
        return pick(random, List.of(ZoneOffset.UTC, ZoneOffset.ofTotalSeconds(random.nextInt(-64_800, 64_800))));
    }

    private static ZoneId region(Random random) {
        return ZoneId.of(
                pick(random, List.of("Europe/Berlin", "UTC+02:00", "GMT", "UT-1", "America/New_York", "Asia/Tokyo")));
    }

    /** Also in the hours that come twice, and before there were zones. */
    private static ZonedDateTime zoned(Random random) {
        LocalDateTime twice =
                LocalDateTime.of(2020 + random.nextInt(10), 10, 31, 2, 30).minusDays(random.nextInt(8));
        ZonedDateTime time = ZonedDateTime.ofLocal(twice, ZoneId.of("Europe/Berlin"), ZoneOffset.ofHours(1));
        return switch (random.nextInt(3)) {
            case 0 -> time;
            case 1 -> ZonedDateTime.of(local(random), offset(random));
            default -> ZonedDateTime.ofInstant(instant(random), region(random));
        };
    }

    @Test
    void everyProvenClassHasAGenerator() {
        assertThat(Form.PROVEN).containsExactlyInAnyOrderElementsOf(GENERATORS.keySet());
    }

    @TestFactory
    List<DynamicTest> aProvenClassComesBackWhole() {
        return Form.PROVEN.stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> comesBackWhole(name, Objects.requireNonNull(GENERATORS.get(name)))))
                .toList();
    }

    private void comesBackWhole(String name, Function<Random, Object> generator) {
        boolean met = false;
        for (int seed = 0; seed < VALUES; seed++) {
            Object value = generator.apply(new Random(seed));
            met |= value.getClass().getName().equals(name);
            List<Object> twice = through(List.of(value, value));
            Object copy = twice.getFirst();

            assertThat(twice.get(1)).as("one object stays one").isSameAs(copy);
            assertThat(family(copy)).isEqualTo(family(value));
            assertThat(facts(copy)).as(name + " of seed " + seed).isEqualTo(facts(value));
        }
        assertThat(met).as("values of " + name).isTrue();
    }

    /** Its class, where that is more than a way to store it. */
    private static String family(Object value) {
        String name = value.getClass().getName();
        return name.endsWith("$SubList") || name.startsWith("java.util.ImmutableCollections$List")
                ? name.substring(0, 31)
                : name;
    }

    /** Of a comparator, the class; of a lambda, where it stands. */
    private static String order(@Nullable Comparator<?> comparator) {
        return comparator == null ? "none" : comparator.getClass().getName().split("/", -1)[0];
    }

    /** What can be seen of a value from outside, without changing it. */
    private static List<@Nullable Object> facts(Object value) {
        List<@Nullable Object> facts = new ArrayList<>();
        facts.add(
                value instanceof AtomicBoolean || value instanceof Number || isOwnEqual(value) ? sorted(value) : value);
        facts.add(value instanceof Set<?> || value instanceof Map<?, ?> ? null : value.toString());
        switch (value) {
            case TreeMap<?, ?> map -> facts.addAll(List.of(map.toString(), order(map.comparator())));
            case TreeSet<?> set -> facts.addAll(List.of(set.toString(), order(set.comparator())));
            case ConcurrentSkipListMap<?, ?> map -> facts.addAll(List.of(map.toString(), order(map.comparator())));
            case LinkedHashMap<?, ?> map -> facts.addAll(List.of(map.toString(), afterRead(map)));
            case LinkedHashSet<?> set -> facts.add(set.toString());
            case PriorityQueue<?> queue -> facts.add(List.of(drained(queue)));
            case List<?> list ->
                facts.addAll(List.of(tolerance(list), list.toArray().getClass()));
            case DoubleSummaryStatistics statistics -> facts.add(sumsOfMore(statistics));
            case Currency currency -> facts.add(System.identityHashCode(currency));
            case Class<?> type -> facts.add(System.identityHashCode(type));
            case Date date -> facts.add(date.getTime());
            case BigDecimal number -> facts.add(List.of(number.scale(), number.precision()));
            case ZonedDateTime time -> facts.add(time.toInstant());
            default -> {}
        }
        return facts;
    }

    /** The text of a value without equality of its own; that of an identity map in an order of its own. */
    private static String sorted(Object value) {
        return value instanceof IdentityHashMap<?, ?> map
                ? map.entrySet().stream()
                        .map(Objects::toString)
                        .sorted()
                        .toList()
                        .toString()
                : value.toString();
    }

    private static boolean isOwnEqual(Object value) {
        return value instanceof IdentityHashMap<?, ?>
                || value instanceof AtomicReference<?>
                || value instanceof CharSequence
                || value instanceof Deque<?>
                || value instanceof Queue<?>
                || value instanceof TreeMap<?, ?>
                || value instanceof TreeSet<?>
                || value instanceof ConcurrentSkipListMap<?, ?>
                || value.getClass().getName().endsWith("SummaryStatistics");
    }

    @SuppressWarnings("unchecked") // a copy may hold anything
    private static String afterRead(LinkedHashMap<?, ?> map) {
        LinkedHashMap<Object, Object> copy = (LinkedHashMap<Object, Object>) map.clone();
        copy.put("y", 1);
        copy.put("z", 1);
        Object first = copy.firstEntry().getKey();
        copy.get(first);
        return copy.toString();
    }

    private static String drained(PriorityQueue<?> queue) {
        PriorityQueue<?> copy = new PriorityQueue<>(queue);
        StringBuilder drained = new StringBuilder(queue.toString());
        while (!copy.isEmpty()) {
            drained.append(copy.remove()).append('|');
        }
        return drained.toString();
    }

    /** Whether it may be asked for null, and whether it may be changed and how. */
    private static List<Object> tolerance(List<?> list) {
        List<Object> answers = new ArrayList<>();
        try {
            answers.add(list.contains(null));
        } catch (NullPointerException e) {
            answers.add("NullPointerException");
        }
        try {
            list.addAll(List.of());
            answers.add("may grow");
        } catch (UnsupportedOperationException e) {
            answers.add("UnsupportedOperationException");
        }
        return answers;
    }

    private static List<Long> sumsOfMore(DoubleSummaryStatistics statistics) {
        DoubleSummaryStatistics more = new DoubleSummaryStatistics();
        more.accept(1e-9);
        more.combine(statistics);
        more.accept(1e9 / 3);
        DoubleSummaryStatistics cancelled = new DoubleSummaryStatistics();
        cancelled.accept(-statistics.getSum());
        cancelled.combine(statistics);
        return List.of(Double.doubleToLongBits(more.getSum()), Double.doubleToLongBits(cancelled.getSum()));
    }

    @Test
    void whatGoesIntoACopyGoesWhereItWouldHaveGone() {
        for (int seed = 0; seed < VALUES; seed++) {
            DoubleSummaryStatistics value = statistics(new Random(seed));
            DoubleSummaryStatistics copy = through(value);
            new Random(seed).doubles(100).forEach(x -> {
                value.accept(x);
                copy.accept(x);
            });
            assertThat(copy).hasToString(value.toString());
            assertThat(Double.compare(copy.getSum(), value.getSum())).isZero();
        }
        String[] array = {"a", "b"};
        List<Object> both = through(List.of(array, Arrays.asList(array)));
        ((String[]) both.getFirst())[0] = "c";
        assertThat(both.get(1)).isEqualTo(List.of("c", "b"));
    }
}
