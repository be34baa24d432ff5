package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.RemoteFunction;
import java.io.Serializable;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written as a plain functional interface travels where it is certain which lambda it is; else it is refused, never guessed. */
// Lambdas as users write them.
@SuppressWarnings({"UnnecessaryLambda", "BoxingComparator", "StringConcatToTextBlock"})
final class PlainLambdasTest extends RoundTrip {

    interface Named {
        default String name() {
            return "named";
        }
    }

    static int twice(int number) {
        return 2 * number;
    }

    static final Function<Integer, String> CONSTANT = x -> "constant " + x;

    /** The program: one class, plain types, captured by RemoteFunctions. */
    static final class Program {
        Function<Integer, Integer> f = x -> x + 1;
        Supplier<Integer> s = () -> 1;
        Predicate<Integer> p = x -> x > 0;
        Comparator<String> c = Comparator.comparing(String::length);

        List<RemoteFunction<Integer, Object>> functions() {
            Function<Integer, Integer> function = f;
            Supplier<Integer> supplier = s;
            Predicate<Integer> predicate = p;
            Comparator<String> comparator = c;
            return List.of(
                    x -> function.apply(x),
                    x -> supplier.get() + x,
                    x -> predicate.test(x),
                    x -> List.of("bb", "a").stream().sorted(comparator).toList(),
                    function::apply);
        }
    }

    @Test
    void plainFunctionsComputeTheSame() throws Exception {
        List<Object> results = new ArrayList<>();
        for (RemoteFunction<Integer, Object> each : new Program().functions()) {
            results.add(through(through(each)).apply(1));
        }
        assertThat(results).containsExactly(2, 2, true, List.of("a", "bb"), 2);
    }

    /** Comparators of one type, made of lambdas of one type, as sorts by several keys are written. */
    static final class Orders {
        record Person(String name, Integer age, Double height) {}

        static final List<Person> PEOPLE = List.of(
                new Person("b", 3, 1.0), new Person("a", 3, 2.0), new Person("b", 1, 3.0), new Person("ab", 2, 4.0));

        static List<RemoteFunction<List<Person>, Object>> functions(boolean choice) {
            List<RemoteFunction<List<Person>, Object>> functions = new ArrayList<>();
            try (AutoCloseable resource = () -> {}) {
                Objects.requireNonNull(resource);
                Comparator<Person> first = Comparator.comparing(Person::name).thenComparing(Person::age);
                Comparator<Person> second = Comparator.comparing(Person::age).thenComparing(Person::name);
                Comparator<Person> third = Comparator.comparing(Person::name, Comparator.reverseOrder())
                        .thenComparing(Person::age, Comparator.reverseOrder());
                Comparator<Person> fourth = Comparator.comparing(
                                (Person p) -> p.name().length())
                        .thenComparing(p -> -p.age())
                        .thenComparing(Person::height)
                        .reversed();
                Comparator<Person> fifth =
                        Comparator.comparing(Person::age).thenComparing(Comparator.comparing(Person::name));
                functions.add(people -> people.stream().sorted(first).toList());
                functions.add(people -> people.stream().sorted(second).toList());
                functions.add(people ->
                        people.stream().sorted(third).map(Person::name).toList());
                functions.add(people ->
                        people.stream().sorted(fourth).map(Person::age).toList());
                functions.add(people -> people.stream().sorted(fifth).toList());
                functions.add(
                        people -> people.stream().sorted(choice ? first : third).toList());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return functions;
        }
    }

    /** Of which nobody can tell what it was made of. */
    static final class Disorder {
        /** It makes something else of a key than comparators of the JDK do. */
        static final class Replacing implements Comparator<Orders.Person> {
            @Override
            public int compare(Orders.Person left, Orders.Person right) {
                return Integer.compare(left.age(), right.age());
            }

            @Override
            public <U extends Comparable<? super U>> Comparator<Orders.Person> thenComparing(
                    Function<? super Orders.Person, ? extends U> key) {
                return Comparator.comparing(key);
            }
        }

        static RemoteFunction<List<Orders.Person>, Object> replaced(Comparator<Orders.Person> replacing) {
            Comparator<Orders.Person> replaced = replacing.thenComparing(Orders.Person::name);
            return people -> people.stream().sorted(replaced).toList();
        }

        static Comparator<Orders.Person> other() {
            return Comparator.comparing(Orders.Person::age);
        }
    }

    /** Nor of this. */
    static final class Choice {
        static RemoteFunction<List<Orders.Person>, Object> chosen(boolean choice) {
            Comparator<Orders.Person> chosen =
                    choice ? Comparator.comparing(Orders.Person::age) : Comparator.comparing(Orders.Person::height);
            return people -> people.stream().sorted(chosen).toList();
        }
    }

    @Test
    void aComparatorOfWhichItIsNotCertainWhatItComparesIsRefused() {
        for (RemoteFunction<List<Orders.Person>, Object> each :
                List.of(Disorder.replaced(new Disorder.Replacing()), Choice.chosen(true), Choice.chosen(false))) {
            assertThatThrownBy(() -> through(each))
                    .as(each.toString())
                    .hasMessageContaining("does not tell which lambda");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comparatorsBySeveralKeysSortTheSame(boolean choice) throws Exception {
        for (RemoteFunction<List<Orders.Person>, Object> each : Orders.functions(choice)) {
            assertThat(through(through(each)).apply(Orders.PEOPLE)).isEqualTo(each.apply(Orders.PEOPLE));
        }
    }

    /** Each in a class of its own, so that nothing else could be meant. */
    static final class Kinds {
        static ToLongFunction<String> unbound() {
            return String::length;
        }

        static IntUnaryOperator statical() {
            return PlainLambdasTest::twice;
        }

        static Function<Integer, Point> constructor(int y) {
            return x -> new Point(x, y);
        }

        static BiFunction<Integer, Integer, Point> record() {
            return Point::new;
        }

        static UnaryOperator<String> bound(String text) {
            return text::concat;
        }

        static IntBinaryOperator wide(long a, double b, byte c, List<Integer> d) {
            return (x, y) -> (int) (x + a + b + c + d.size() + y);
        }

        static Predicate<Object> marked() {
            return (Predicate<Object> & Named) x -> x == null;
        }

        static BinaryOperator<Integer> binary() {
            return Math::max;
        }
    }

    @Test
    void lambdasOfEveryKindAreMadeAgain() {
        assertThat(through(Kinds.unbound()).applyAsLong("abc")).isEqualTo(3);
        assertThat(through(Kinds.statical()).applyAsInt(4)).isEqualTo(8);
        assertThat(through(Kinds.constructor(7)).apply(1)).isEqualTo(new Point(1, 7));
        assertThat(through(Kinds.record()).apply(1, 2)).isEqualTo(new Point(1, 2));
        assertThat(through(Kinds.bound("a")).apply("b")).isEqualTo("ab");
        assertThat(through(Kinds.wide(1L << 33, 0.5, (byte) 3, List.of(1, 2))).applyAsInt(1, 1))
                .isEqualTo(Kinds.wide(1L << 33, 0.5, (byte) 3, List.of(1, 2)).applyAsInt(1, 1));
        assertThat(through(Kinds.marked())).isInstanceOf(Named.class).matches(it -> it.test(null));
        assertThat(through(Kinds.binary()).apply(3, 9)).isEqualTo(9);
        assertThat(through(CONSTANT).apply(1)).isEqualTo("constant 1");
        List<Function<Integer, Point>> twice = through(List.of(Kinds.constructor(1), Kinds.constructor(2)));
        assertThat(twice.get(0).getClass()).isSameAs(twice.get(1).getClass());
        assertThat(twice.get(0).apply(5)).isEqualTo(new Point(5, 1));
    }

    @Test
    void comparatorsOfPlainKeysTravel() {
        TreeMap<String, Integer> map = new TreeMap<>(
                Comparator.comparingInt((String x) -> x.length()).reversed().thenComparing(Comparator.naturalOrder()));
        map.putAll(Map.of("a", 1, "bbb", 3, "b", 1));

        assertThat(through(map).keySet()).containsExactly("bbb", "a", "b");
    }

    @Test
    void whatTheJdkMakesOnceIsKnown() {
        for (Object known : List.of(
                Function.identity(), UnaryOperator.identity(), IntUnaryOperator.identity(), Predicate.isEqual(null))) {
            assertThat(through(known)).isSameAs(known);
        }
    }

    /** Two of one type in a class, told by where they were stored. */
    static final class Two {
        private final Function<Integer, Integer> inField = x -> x + 100;
        private final Function<Integer, Integer> another = x -> x + 200;

        static List<RemoteFunction<Integer, Integer>> locals() {
            Function<Integer, Integer> plus = x -> x + 1;
            Function<Integer, Integer> times = x -> x * 10;
            Function<Integer, Integer> copy = times;
            Supplier<RemoteFunction<Integer, Integer>> nested = () -> x -> times.apply(x);
            return List.of(
                    x -> plus.apply(x),
                    x -> times.apply(x),
                    x -> plus.apply(times.apply(x)),
                    nested.get(),
                    copy::apply);
        }

        RemoteFunction<Integer, Integer> fields() {
            return x -> inField.apply(x) + another.apply(x);
        }

        /** Stored from two ways, which no look at the instruction before could tell. */
        static RemoteFunction<Integer, Integer> chosen(boolean which) {
            Function<Integer, Integer> either = which ? x -> x + 7 : x -> x + 8;
            return x -> either.apply(x);
        }

        static Function<Integer, Integer> lost(boolean which) {
            return which ? x -> x - 1 : x -> x - 2;
        }
    }

    @Test
    void twoOfOneTypeAreToldByWhereTheyWereStored() throws Exception {
        List<Integer> results = new ArrayList<>();
        for (RemoteFunction<Integer, Integer> each : Two.locals()) {
            results.add(through(through(each)).apply(3));
        }
        assertThat(results).containsExactly(4, 30, 31, 30, 30);
        assertThat(through(new Two().fields()).apply(0)).isEqualTo(300);
    }

    @Test
    void whereItIsNotCertainItIsRefusedWithThePlacesAndTheCast() {
        Function<Integer, Integer> lost = Two.lost(true);
        RemoteFunction<Integer, Integer> function = x -> lost.apply(x);

        assertThatThrownBy(() -> codec.encode(function, "mapper"))
                .isInstanceOf(NotTransportableException.class)
                .hasMessageContaining(
                        "a lambda of java.util.function.Function, which is not Serializable, so that the JVM does not")
                .hasMessageMatching(".*PlainLambdasTest.java:\\d+ and PlainLambdasTest.java:\\d+.*")
                .hasMessageContaining("(Function<T, R> & Serializable)")
                .hasMessageMatching(".* The lambda at PlainLambdasTest.java:\\d+ captures it.*");
    }

    @Test
    void ofTwoThatMayBeInAVariableNoneIsGuessed() {
        for (boolean which : new boolean[] {true, false}) {
            assertThatThrownBy(() -> codec.encode(Two.chosen(which), "mapper"))
                    .isInstanceOf(NotTransportableException.class)
                    .hasMessageContaining("does not tell which lambda");
        }
    }

    @Test
    void whatTheJdkMadeOfOthersIsRefusedWithWhatToWrite() {
        Predicate<Object> not = Predicate.not(x -> x == null);

        assertThatThrownBy(() -> codec.encode(List.of(not), "input"))
                .isInstanceOf(NotTransportableException.class)
                .hasMessageStartingWith(
                        "input holds `[0]`, a lambda of java.util.function.Predicate, which a method of")
                .hasMessageContaining("x -> !p.test(x)");
    }

    /** One class with many lambdas of few types; each tells by its result which it is. */
    private static String source(Random random, int count) {
        StringBuilder text = new StringBuilder(
                "import java.util.*; import java.util.function.*; import dev.kinglet.*;\n"
                        + "public class Generated { public static List<RemoteFunction<Integer, Object>> make() {\n"
                        + "List<RemoteFunction<Integer, Object>> all = new ArrayList<>(); int c = 5; String t = \"t\";\n");
        for (int i = 0; i < count; i++) {
            String captured = random.nextBoolean() ? "" : random.nextBoolean() ? " + c" : " + t";
            String result = "\"" + random.nextInt(count) + "\"" + captured;
            String shape = switch (random.nextInt(4)) {
                case 0 -> "Function<Integer, Object> f%1$d = x -> x + %2$s; all.add(x -> f%1$d.apply(x));";
                case 1 -> "Supplier<Object> f%1$d = () -> %2$s; all.add(x -> f%1$d.get());";
                case 2 -> "{ Function<Integer, Object> f%1$d = x -> %2$s + x; all.add(f%1$d::apply); }";
                default ->
                    "BiFunction<Integer, Long, Object> f%1$d = (x, y) -> y + %2$s + x;"
                            + "all.add(x -> f%1$d.apply(x, 7L));";
            };
            text.append(shape.formatted(i, result));
            text.append('\n');
        }
        return text + "return all; } }";
    }

    @ParameterizedTest
    @ValueSource(strings = {"-g", "-g:none", "-g:source,lines"})
    @SuppressWarnings("unchecked") // what the source says
    void generatedClassesWithManyLambdasOfOneTypeAreNeverMistaken(String debugging, @TempDir Path temp)
            throws Exception {
        for (int seed = 0; seed < 2; seed++) {
            Path classes =
                    Sources.compile(debugging, temp.resolve("classes" + seed), List.of(), source(new Random(seed), 30));
            try (URLClassLoader loader = Sources.load(classes);
                    URLClassLoader worker = Sources.load(classes)) {
                var functions = (List<RemoteFunction<Integer, Object>>) Sources.call(loader, "Generated", "make");
                for (RemoteFunction<Integer, Object> function : functions) {
                    byte[] bytes = encoded(function, loader);
                    if (bytes == null) {
                        continue;
                    }
                    var copy = (RemoteFunction<Integer, Object>)
                            Objects.requireNonNull(new KryoValueCodec(worker).decode(bytes, 0, bytes.length));
                    assertThat(copy.getClass().getClassLoader()).isSameAs(worker);
                    assertThat(copy.apply(3)).isEqualTo(function.apply(3));
                }
            }
        }
    }

    /** References to one method of different objects cannot be told apart, so that they may be refused; all else travels. */
    private static byte @Nullable [] encoded(RemoteFunction<?, ?> function, ClassLoader loader) {
        try {
            return new KryoValueCodec(loader).encode(function, "mapper");
        } catch (NotTransportableException e) {
            assertThat(Lambdas.describe(function).getImplMethodName())
                    .as(e.getMessage())
                    .isEqualTo("apply");
            return null;
        }
    }

    @Test
    void serializableLambdasGoAsBefore() {
        Supplier<String> supplier = (Supplier<String> & Serializable) () -> "cast";
        assertThat(through(supplier).get()).isEqualTo("cast");
    }
}
