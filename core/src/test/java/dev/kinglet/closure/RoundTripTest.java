package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What goes through a codec comes out equal, of the same class. */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // users have them
final class RoundTripTest extends RoundTrip {

    private static <T> List<T> filled(List<T> empty, List<? extends T> elements) {
        empty.addAll(elements);
        return empty;
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("a", "b");
        return properties;
    }

    private static NamedList namedList() {
        NamedList list = new NamedList("friends");
        list.add(new Plain("p", 1, 2));
        return list;
    }

    static final List<Arguments> VALUES = Stream.of(
                    "",
                    "häßlich \uD83D\uDE00",
                    "half a pair \uD83D",
                    "x".repeat(100_000),
                    0,
                    Integer.MIN_VALUE,
                    Long.MAX_VALUE,
                    -0.0,
                    Double.NaN,
                    1.5f,
                    (short) -3,
                    (byte) 200,
                    'ß',
                    true,
                    false,
                    new byte[] {1, 2, 3},
                    new int[] {1, -2},
                    new long[] {Long.MIN_VALUE},
                    new double[] {Math.PI},
                    new float[0],
                    new boolean[] {true},
                    new char[] {'a'},
                    new short[] {9},
                    new String[] {"a", null},
                    new Object[] {1, "b", new Point(1, 2), null},
                    new Point[][] {{new Point(1, 2)}, {}},
                    new int[][] {{1}, {2, 3}},
                    new Point(3, -4),
                    new Everything((byte) 1, (short) 2, 3, 4, 5f, 6, true, 'h', null, List.of(new Point(1, 1))),
                    new Generic<>(new Generic<>("x")),
                    List.<Shape>of(new Circle(1), new Square(2)),
                    Operation.PLUS,
                    DayOfWeek.MONDAY,
                    new Plain("plain", 1, 2, 3),
                    new Derived("derived", 9),
                    namedList(),
                    List.of(),
                    List.of(1),
                    List.of(1, 2),
                    List.of(1, 2, 3, 4),
                    Stream.of(1, 2, 3).toList(),
                    Stream.of("a", null).toList(),
                    Set.of(),
                    Set.of(1),
                    Set.of(1, 2, 3),
                    Map.of(),
                    Map.of("k", 1),
                    Map.of("k", 1, "l", 2),
                    Map.entry("k", 1),
                    new AbstractMap.SimpleEntry<>("k", 1),
                    Arrays.asList(1, null),
                    Collections.emptyList(),
                    Collections.emptyMap(),
                    Collections.emptySet(),
                    Collections.singletonList(1),
                    Collections.singleton(1),
                    Collections.singletonMap(1, 2),
                    Collections.nCopies(3, "x"),
                    Collections.unmodifiableMap(new TreeMap<>(Map.of("a", new Plain("x")))),
                    Collections.unmodifiableList(new ArrayList<>(List.of(new Plain("x")))),
                    Collections.synchronizedList(new ArrayList<>(List.of(1))),
                    Collections.unmodifiableSet(new HashSet<>(List.of(1))),
                    new ArrayList<>(List.of(1, 2)),
                    filled(new LinkedList<>(), List.of(1, 2)),
                    filled(new CopyOnWriteArrayList<>(), List.of(1, 2)),
                    new HashMap<>(Map.of("a", 1)),
                    new LinkedHashMap<>(Map.of("a", 1)),
                    new TreeMap<>(Map.of("a", 1)),
                    new ConcurrentHashMap<>(Map.of("a", 1)),
                    new ConcurrentSkipListMap<>(Map.of("a", 1)),
                    new EnumMap<>(Map.of(Operation.PLUS, 1)),
                    EnumSet.of(Operation.TIMES),
                    EnumSet.noneOf(Operation.class),
                    new HashSet<>(List.of(1, 2)),
                    new LinkedHashSet<>(List.of(2, 1)),
                    new TreeSet<>(List.of(2, 1)),
                    ConcurrentHashMap.newKeySet(),
                    properties(),
                    BitSet.valueOf(new long[] {5, 6}),
                    new BigDecimal("1234567890.123456789"),
                    BigInteger.TWO.pow(200),
                    Optional.empty(),
                    Optional.of(new Point(1, 2)),
                    OptionalInt.of(3),
                    OptionalLong.empty(),
                    OptionalDouble.of(2.5),
                    UUID.fromString("00000000-0000-0001-0000-000000000002"),
                    URI.create("https://example.org/a?b"),
                    Path.of("a", "b.txt"),
                    new java.io.File("a"),
                    Locale.GERMANY,
                    Currency.getInstance("EUR"),
                    StandardCharsets.ISO_8859_1,
                    new Date(12345),
                    Instant.parse("2026-01-02T03:04:05.000000006Z"),
                    LocalDate.of(2026, 1, 2),
                    LocalDateTime.of(2026, 1, 2, 3, 4),
                    ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneId.of("Europe/Berlin")),
                    ZoneId.of("Europe/Berlin"),
                    ZoneOffset.ofHours(2),
                    Duration.ofNanos(123456789),
                    Period.ofDays(3),
                    YearMonth.of(2026, 1),
                    InetAddress.getLoopbackAddress(),
                    Point.class,
                    int.class,
                    Point[].class)
            .<Arguments>map(value -> argumentSet(title(value), value))
            .toList();

    private static String title(Object value) {
        String text = value instanceof Object[] array ? Arrays.deepToString(array) : value.toString();
        return value.getClass().getSimpleName() + " " + text.substring(0, Math.min(40, text.length()));
    }

    /** The comparator is Serializable by itself; what it is made from must be made so. */
    static final Comparator<String> LENGTH =
            Comparator.comparingInt((ToIntFunction<String> & Serializable) String::length);

    @ParameterizedTest
    @FieldSource("VALUES")
    void comesBackEqual(Object value) {
        Object copy = through(value);

        assertThat(copy).hasSameClassAs(value);
        assertThat(copy).matches(it -> Objects.deepEquals(it, value), "equals " + title(value));
    }

    @Test
    void nullComesBack() {
        byte[] bytes = codec.encode(null, "value");

        assertThat(codec.decode(bytes, 0, bytes.length)).isNull();
    }

    @Test
    void enumsComeBackAsThemselves() {
        assertThat(through(List.of(Operation.TIMES)).getFirst()).isSameAs(Operation.TIMES);
        assertThat(through(Comparator.<String>naturalOrder())).isSameAs(Comparator.naturalOrder());
    }

    @Test
    void atomicsKeepTheirValues() {
        assertThat(through(new AtomicInteger(3)).get()).isEqualTo(3);
        assertThat(through(new AtomicLong(4)).get()).isEqualTo(4);
        assertThat(through(new AtomicBoolean(true)).get()).isTrue();
        assertThat(through(new AtomicReference<>(new Plain("x"))).get()).isEqualTo(new Plain("x"));
        LongAdder adder = new LongAdder();
        adder.add(5);
        assertThat(through(adder).sum()).isEqualTo(5);
    }

    @Test
    void queuesKeepTheirElementsInOrder() {
        assertThat(through(new ArrayDeque<>(List.of(3, 1, 2)))).containsExactly(3, 1, 2);
        assertThat(through(new LinkedBlockingQueue<>(List.of(3, 1, 2)))).containsExactly(3, 1, 2);
        assertThat(through(new ConcurrentLinkedQueue<>(List.of(3, 1, 2)))).containsExactly(3, 1, 2);
        PriorityQueue<String> queue = new PriorityQueue<>(LENGTH);
        queue.addAll(List.of("ccc", "a", "bb"));
        PriorityQueue<String> copy = through(queue);
        assertThat(List.of(copy.remove(), copy.remove(), copy.remove())).containsExactly("a", "bb", "ccc");
    }

    @Test
    void aPatternStillMatches() {
        Pattern copy = through(Pattern.compile("a(b+)", Pattern.CASE_INSENSITIVE));

        assertThat(copy.matcher("xABB").replaceAll("$1")).isEqualTo("xBB");
    }

    @Test
    void aRandomGoesOnWhereItWas() {
        Random random = new Random(5);
        random.nextInt();
        Random copy = through(random);

        assertThat(copy.nextLong()).isEqualTo(random.nextLong());
    }

    @Test
    void sortedCollectionsKeepComparatorsThatAreLambdas() {
        TreeMap<String, Integer> map = new TreeMap<>(LENGTH.reversed());
        map.put("a", 1);
        map.put("bbb", 3);

        TreeMap<String, Integer> copy = through(map);
        copy.put("cc", 2);

        assertThat(copy.keySet()).containsExactly("bbb", "cc", "a");
    }
}
