package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.kinglet.RemoteFunction;
import java.io.IOException;
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
import java.util.IdentityHashMap;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What goes through a codec comes out equal, of the same class. */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"}) // users have them
final class RoundTripTest {

    record Point(int x, int y) {}

    record Everything(
            byte a,
            short b,
            int c,
            long d,
            float e,
            double f,
            boolean g,
            char h,
            @Nullable String i,
            List<Point> j) {}

    record Generic<T>(T value) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    enum Operation {
        PLUS {
            @Override
            int apply(int left, int right) {
                return left + right;
            }
        },
        TIMES {
            @Override
            int apply(int left, int right) {
                return left * right;
            }
        };

        abstract int apply(int left, int right);
    }

    /** Has no constructor without arguments, is not Serializable, and has final fields. */
    static class Plain {
        private final String name;
        private final int[] numbers;
        private transient int cached = 7;

        Plain(String name, int... numbers) {
            this.name = name;
            this.numbers = numbers;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Plain plain && plain.name.equals(name) && Arrays.equals(plain.numbers, numbers);
        }

        @Override
        public int hashCode() {
            return name.hashCode() + cached * 0;
        }
    }

    static final class Derived extends Plain {
        private final long more;

        Derived(String name, long more) {
            super(name, 1);
            this.more = more;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other) && other instanceof Derived derived && derived.more == more;
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    /** A list with a field, which a serializer for lists alone would lose. */
    static final class NamedList extends ArrayList<Plain> {
        private final String name;

        NamedList(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NamedList list && list.name.equals(name) && super.equals(other);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

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

    private final KryoValueCodec codec = new KryoValueCodec(RoundTripTest.class.getClassLoader());

    @SuppressWarnings("unchecked") // the caller knows what went in
    private <T> T through(T value) {
        byte[] bytes = codec.encode(value, "value");
        byte[] within = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, within, 3, bytes.length);
        return (T) Objects.requireNonNull(codec.decode(within, 3, bytes.length));
    }

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
    void sortedCollectionsKeepComparatorsThatAreLambdas() {
        TreeMap<String, Integer> map = new TreeMap<>(LENGTH.reversed());
        map.put("a", 1);
        map.put("bbb", 3);

        TreeMap<String, Integer> copy = through(map);
        copy.put("cc", 2);

        assertThat(copy.keySet()).containsExactly("bbb", "cc", "a");
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

    static int twice(int number) {
        return number * 2;
    }

    @Test
    void lambdasOfEveryKindStillCompute() throws Exception {
        int captured = 5;
        RemoteFunction<Integer, Integer> inner = x -> x + captured;
        RemoteFunction<Integer, Integer> outer = x -> inner.apply(x) * 10;
        assertThat(through(outer).apply(1)).isEqualTo(60);

        RemoteFunction<Integer, Integer> reference = RoundTripTest::twice;
        assertThat(through(reference).apply(4)).isEqualTo(8);

        RemoteFunction<Integer, Point> constructor = x -> new Point(x, x);
        assertThat(through(constructor).apply(4)).isEqualTo(new Point(4, 4));

        RemoteFunction<String, Integer> unbound = String::length;
        assertThat(through(unbound).apply("abc")).isEqualTo(3);

        RemoteFunction<Integer, String> bound = "abcdef"::substring;
        assertThat(through(bound).apply(4)).isEqualTo("ef");

        RemoteFunction<Integer, int[]> array = int[]::new;
        assertThat(through(array).apply(2)).hasSize(2);

        Supplier<String> supplier = (Supplier<String> & Serializable) () -> "cast";
        assertThat(through(supplier).get()).isEqualTo("cast");
    }

    /** Captures itself: an inner class sees the fields of the outer one. */
    static final class Service {
        private final int base;

        Service(int base) {
            this.base = base;
        }

        RemoteFunction<Integer, Integer> lambda() {
            return x -> x + base;
        }

        RemoteFunction<Integer, Integer> anonymous(int more) {
            return new RemoteFunction<>() {
                @Override
                public Integer apply(Integer x) {
                    return x + base + more;
                }
            };
        }

        final class Inner implements Function<Integer, Integer> {
            @Override
            public Integer apply(Integer x) {
                return x * base;
            }
        }
    }

    @Test
    void whatCapturesThisBringsItAlong() throws Exception {
        Service service = new Service(100);

        assertThat(through(service.lambda()).apply(1)).isEqualTo(101);
        assertThat(through(service.anonymous(10)).apply(1)).isEqualTo(111);
        assertThat(through(service.new Inner()).apply(2)).isEqualTo(200);
    }

    @Test
    void classesSeenAreThoseThatTheGraphNames() {
        codec.encode(List.of(new Point(1, 2), new Generic<>(new Plain("x"))), "value");

        assertThat(codec.classesSeen()).containsExactlyInAnyOrder(Point.class, Generic.class, Plain.class);
    }
}
