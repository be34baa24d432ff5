package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Range;
import com.google.common.collect.TreeMultimap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ChoiceFormat;
import java.text.DateFormatSymbols;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.chrono.JapaneseDate;
import java.util.*;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What says itself how it is serialized comes back as by {@code ObjectOutputStream}, whatever and however much it refers to. */
@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "BanSerializableRead"}) // users have them
final class JavaSerializedTest extends RoundTrip {

    /** Fields of many types, each object met twice. */
    @SuppressWarnings("ReferenceEquality") // the very object is meant
    static final class Custom implements Serializable {
        private static final long serialVersionUID = 1;
        private final int[] low;
        private final int[] high;
        private final int[] lowAgain;
        private final List<String> list;
        private final Map<String, int[]> map;
        private final Class<?> type;
        private final Operation constant = Operation.TIMES;
        private final String[][] names = {{"a"}, {}};
        private final Comparable<?> number = 12_345;
        private final Custom self = this;

        Custom(int... low) {
            this.low = low;
            this.high = new int[] {2};
            this.lowAgain = low;
            this.list = new ArrayList<>(List.of("x", "y"));
            this.map = new HashMap<>(Map.of("low", low));
            this.type = Map.class;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeObject(list);
            out.writeUnshared(new int[] {7});
            out.writeInt(5);
            out.writeObject(null);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            assertThat(in.readObject()).isSameAs(list);
            assertThat((int[]) in.readUnshared()).containsExactly(7);
            assertThat(in.readInt()).isEqualTo(5);
            assertThat(in.readObject()).isNull();
        }

        @Override
        public String toString() {
            return Arrays.toString(low)
                    + Arrays.toString(high)
                    + (low == lowAgain)
                    + list
                    + (map.get("low") == low)
                    + type
                    + constant
                    + Arrays.deepToString(names)
                    + number
                    + (self == this);
        }
    }

    static final class External implements Externalizable {
        private int[] first = {1};
        private List<Integer> second = List.of(2);

        public External() {}

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeObject(first);
            out.writeObject(second);
            out.writeObject(first);
        }

        @Override
        @SuppressWarnings("unchecked") // as it was written
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            first = (int[]) in.readObject();
            second = (List<Integer>) in.readObject();
            assertThat(in.readObject()).isSameAs(first);
        }

        @Override
        public String toString() {
            return Arrays.toString(first) + second;
        }
    }

    /** As many libraries do: another object is written in its place. */
    static final class Replaced implements Serializable {
        private final List<String> left;
        private final Object[] right;

        Replaced(List<String> left, Object... right) {
            this.left = left;
            this.right = right;
        }

        private record Form(List<String> left, Object[] right) implements Serializable {
            private Object readResolve() {
                return new Replaced(left, right);
            }
        }

        private Object writeReplace() {
            return new Form(left, right);
        }

        @Override
        public String toString() {
            return left + Arrays.deepToString(right);
        }
    }

    static final class Index extends HashMap<String, List<Integer>> {}

    private static <K, V, M extends Map<K, V>> M filled(M map, K key, V value, K other, V otherValue) {
        map.put(key, value);
        map.put(other, otherValue);
        return map;
    }

    static final List<Arguments> OBJECTS = Stream.<Object>of(
                    new Custom(1, 2),
                    new External(),
                    new Replaced(List.of("a"), new Point(1, 2), List.of(new Point(3, 4))),
                    new EnumMap<>(Map.of(Operation.PLUS, List.of(1), Operation.TIMES, List.of(2))),
                    filled(new Index(), "a", List.of(1), "b", List.of(2)),
                    filled(new TreeMap<String, Point>() {}, "a", new Point(1, 1), "b", new Point(2, 2)),
                    filled(new Hashtable<>(), "a", new Point(1, 1), "b", new Point(2, 2)),
                    filled(new ConcurrentHashMap<>(), "a", 1, "b", 2).keySet(),
                    filled(new ConcurrentHashMap<>(), "a", 1, "b", 2).values().toString(),
                    new AbstractMap.SimpleEntry<>(new Point(1, 1), new Point(2, 2)),
                    new TreeMap<>(Map.of(1, "a", 2, "b", 3, "c")).descendingMap(),
                    new TreeMap<>(Map.of(1, "a", 2, "b", 3, "c")).subMap(1, 3),
                    new TreeSet<>(Set.of(1, 2, 3)).descendingSet(),
                    new ConcurrentSkipListSet<>(Set.of(1, 2, 3)).headSet(3),
                    Collections.unmodifiableMap(filled(new TreeMap<>(), "a", List.of(1), "b", List.of(2))),
                    Collections.synchronizedMap(filled(new TreeMap<>(), "a", List.of(1), "b", List.of(2))),
                    Collections.checkedList(new ArrayList<>(List.of(new Point(1, 1), new Point(2, 2))), Point.class),
                    Collections.nCopies(3, new Point(1, 1)),
                    Collections.asLifoQueue(new ArrayDeque<>(List.of(new Point(1, 1), new Point(2, 2))))
                            .toString(),
                    Collections.emptySortedMap(),
                    Locale.forLanguageTag("zh-Hant-TW"),
                    Locale.forLanguageTag("sr-Latn-RS"),
                    Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"),
                    new Locale.Builder()
                            .setLanguage("de")
                            .setExtension('x', "a-b")
                            .build(),
                    new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.GERMANY),
                    TimeZone.getTimeZone("Europe/Berlin"),
                    new SimpleTimeZone(3_600_000, "X"),
                    new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT),
                    new DecimalFormat("#,##0.00"),
                    new ChoiceFormat(new double[] {0, 1}, new String[] {"none", "one"}),
                    DateFormatSymbols.getInstance(Locale.US),
                    new MessageFormat("{0} of {1,number}", Locale.GERMANY),
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                    JapaneseDate.of(2020, 1, 1),
                    new java.sql.Timestamp(1_234),
                    ImmutableMap.of(new Point(1, 1), List.of(1), new Point(2, 2), List.of(2)),
                    ImmutableList.of(new Point(1, 1), new Point(2, 2)),
                    ImmutableSet.of(new Point(1, 1), new Point(2, 2)),
                    ImmutableSortedMap.of("b", new Point(1, 1), "a", new Point(2, 2)),
                    ImmutableListMultimap.of("a", new Point(1, 1), "a", new Point(2, 2)),
                    HashMultimap.create(ImmutableListMultimap.of(new Point(1, 1), 1, new Point(2, 2), 2)),
                    TreeMultimap.create(ImmutableListMultimap.of("b", 1, "a", 2)),
                    HashBiMap.create(Map.of("a", new Point(1, 1))),
                    HashBasedTable.create(ImmutableTable.of("r", "c", new Point(1, 1))),
                    ImmutableTable.of("r", "c", new Point(1, 1)),
                    ImmutableRangeSet.of(Range.closed(1, 2)),
                    Range.closed(1, 2))
            .<Arguments>map(value -> Arguments.argumentSet(
                    value.getClass().getSimpleName() + " "
                            + Objects.toString(value).split("@", -1)[0],
                    value))
            .toList();

    @ParameterizedTest
    @FieldSource("OBJECTS")
    void comesBackAsByJavasOwnSerialization(Object value) throws Exception {
        Object plain = plain(value);
        List<Object> twice = through(List.of(value, new Generic<>(value)));

        assertThat(((Generic<?>) twice.get(1)).value()).isSameAs(twice.getFirst());
        Object copy = twice.getFirst();
        assertThat(copy).hasSameClassAs(value);
        if (value.getClass().getMethod("equals", Object.class).getDeclaringClass() != Object.class) {
            assertThat(copy).isEqualTo(value).hasSameHashCodeAs(value);
        }
        assertThat(shown(copy)).isEqualTo(shown(plain));
    }

    /** As it comes back by Java's own serialization; or the value itself, where something in it is not Serializable. */
    private static Object plain(Object value) throws IOException, ClassNotFoundException {
        try {
            return javasOwn(value);
        } catch (NotSerializableException e) {
            return value;
        }
    }

    private static String shown(Object value) {
        return value.toString().contains("@") ? value.getClass().toString() : value.toString();
    }

    private static Object javasOwn(Object value) throws IOException, ClassNotFoundException {
        return read(bytes(value));
    }

    private static byte[] bytes(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    static final class Failure extends Exception {
        private final List<String> rows;
        private final Point at;
        private final List<Exception> others;

        Failure(List<String> rows, Point at, List<Exception> others) {
            super("failure");
            this.rows = rows;
            this.at = at;
            this.others = others;
        }
    }

    @Test
    void anExceptionKeepsItsFieldsAndSharesThemAsItDid() {
        List<String> rows = new ArrayList<>(List.of("r"));
        Failure failure = new Failure(rows, new Point(1, 2), List.of(new IOException("other")));
        failure.addSuppressed(new IOException("suppressed", failure));

        List<Object> copies = through(List.of(failure, rows));

        Failure copy = (Failure) copies.getFirst();
        assertThat(copy.rows).isSameAs(copies.get(1)).containsExactly("r");
        assertThat(copy.at).isEqualTo(new Point(1, 2));
        assertThat(copy.others).singleElement().isInstanceOf(IOException.class);
        assertThat(copy.getSuppressed()[0].getCause()).isSameAs(copy);
    }

    @Test
    void patternsKeepWhatTheyWereCompiledWith() {
        for (String regex : List.of("a(?i)b", "(?x) a b # c", "é.", "^a$")) {
            for (int flags = 0; flags < 512; flags++) {
                Pattern copy = through(Pattern.compile(regex, flags));
                for (String text : List.of("ab", "AB", "aB", "É\n", "x\na")) {
                    assertThat(copy.matcher(text).find())
                            .isEqualTo(
                                    Pattern.compile(regex, flags).matcher(text).find());
                }
            }
        }
    }

    @Test
    void urlsAndQueuesKeepTheirParts() throws Exception {
        URL url = URI.create("https://user@example.org:444/a?b#c").toURL();
        assertThat(through(url).toExternalForm()).isEqualTo(url.toExternalForm());
        for (Collection<Point> queue : List.<Collection<Point>>of(
                new ConcurrentLinkedQueue<>(),
                new ConcurrentLinkedDeque<>(),
                new LinkedBlockingQueue<>(),
                new LinkedBlockingDeque<>(),
                new ArrayBlockingQueue<>(9),
                new PriorityBlockingQueue<>(9, new ByX()),
                new CopyOnWriteArraySet<>())) {
            queue.addAll(List.of(new Point(1, 1), new Point(2, 2), new Point(3, 3)));
            assertThat(through(queue)).hasSameClassAs(queue).containsExactlyElementsOf(queue);
        }
    }

    static final class ByX implements Comparator<Point>, Serializable {
        @Override
        public int compare(Point left, Point right) {
            return Integer.compare(left.x(), right.x());
        }
    }

    /** Their bytes also say how much more there is room for, which is no state. */
    private static final Set<Class<?>> WITH_CAPACITY = Set.of(
            StringBuilder.class,
            StringBuffer.class,
            HashMap.class,
            HashSet.class,
            LinkedHashMap.class,
            LinkedHashSet.class);

    /** A subject and its sets refer to each other, which is refused. */
    private static final Set<String> CIRCULAR = Set.of("javax.security.auth.Subject");

    /** Whatever of the JDK's modules can be made without arguments, or from a text or a number. */
    @Test
    void everySerializableClassOfTheJdkComesBackAsByJavasOwnSerialization() throws Exception {
        int compared = 0;
        for (String module : List.of("java.base", "java.sql", "java.naming")) {
            for (Class<?> type : publicClasses(module)) {
                Object value = isComparable(type) ? make(type) : null;
                byte[] expected = value == null ? null : expected(value);
                if (value != null && expected != null && Refusals.reason(type) == null) {
                    assertThat(bytes(through(value))).as(type.getName()).isEqualTo(expected);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    private static boolean isComparable(Class<?> type) {
        return Serializable.class.isAssignableFrom(type)
                && !WITH_CAPACITY.contains(type)
                && !CIRCULAR.contains(type.getName());
    }

    /** The bytes of a copy by Java serialization, or null where it has none that can be written again the same. */
    private static byte @Nullable [] expected(Object value) {
        try {
            byte[] once = bytes(javasOwn(value));
            return Arrays.equals(once, bytes(javasOwn(value))) ? once : null;
        } catch (IOException | ClassNotFoundException e) {
            return null;
        }
    }

    private static List<Class<?>> publicClasses(String module) throws IOException {
        Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules", module);
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = root.relativize(file).toString().replace('/', '.');
                if (name.startsWith("java") && name.endsWith(".class") && !name.contains("-info")) {
                    Class<?> type = load(name.substring(0, name.length() - ".class".length()));
                    if (type != null
                            && Modifier.isPublic(type.getModifiers())
                            && !Modifier.isAbstract(type.getModifiers())) {
                        classes.add(type);
                    }
                }
            }
        }
        return classes;
    }

    private static @Nullable Class<?> load(String name) {
        try {
            return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static @Nullable Object make(Class<?> type) {
        for (Object[] arguments : new Object[][] {{}, {"7"}, {7}, {7L}, {"7", "8"}}) {
            for (Constructor<?> constructor : type.getConstructors()) {
                boolean fits = constructor.getParameterCount() == arguments.length;
                Object made = fits && !Thread.class.isAssignableFrom(type) ? attempt(constructor, arguments) : null;
                if (made != null) {
                    return made;
                }
            }
        }
        return null;
    }

    private static @Nullable Object attempt(Constructor<?> constructor, Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return null; // another way may do
        }
    }
}
