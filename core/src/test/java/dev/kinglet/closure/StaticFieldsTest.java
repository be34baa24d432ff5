package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of programs that are compiled here: the static fields that a function reads and others change are reported, and no other is. */
final class StaticFieldsTest {

    @TempDir
    static Path temp;

    /**
     * Programs as members of a class whose {@code main} does MAIN and gives the function {@code x -> READ}.
     *
     * @param reported the fields that are to be reported
     */
    record Program(String name, String members, String main, String read, String... reported) {
        @Override
        public String toString() {
            return name;
        }

        String type() {
            return "P" + Integer.toHexString(name.hashCode());
        }

        String source() {
            return "import java.util.*; import java.util.concurrent.*; import java.util.concurrent.atomic.*; public"
                    + " class "
                    + type() + " { " + members
                    + " public static dev.kinglet.RemoteFunction<Integer, Object> function() { " + main
                    + " return x -> " + read + "; } }";
        }
    }

    private static List<Program> programs() {
        List<Program> all = new ArrayList<>();
        String map = "static final Map<String, String> MAP = new HashMap<>();";
        // What is reported.
        all.add(new Program("assigned", "static int f = 1;", "f = 2;", "f", "f"));
        all.add(new Program("private, assigned", "private static String f;", "f = \"\";", "f", "f"));
        all.add(new Program("counted up", "static int f;", "f++;", "f", "f"));
        all.add(new Program("added to", "static long f;", "f += 3;", "f", "f"));
        all.add(new Program(
                "by a setter", "private static int f; static void set(int x) { f = x; }", "set(1);", "f", "f"));
        all.add(new Program(
                "by an instance method", "static int f; void set() { f = 3; }", "new X().set();", "f", "f"));
        all.add(new Program("by a constructor", "static int f; X() { f = 3; }", "new X();", "f", "f"));
        all.add(new Program("by a lambda", "static int f;", "Runnable r = () -> f = 5; r.run();", "f", "f"));
        all.add(new Program(
                "by a nested class",
                "static int f; static class N { static void go() { f = 1; } }",
                "N.go();",
                "f",
                "f"));
        all.add(new Program("of a nested class", "static class N { private static int f; }", "N.f = 4;", "N.f", "N.f"));
        all.add(new Program(
                "in a branch and a loop",
                "static int f;",
                "for (int i = 0; i < 3; i++) { if (i > 1) { f = i; } }",
                "f",
                "f"));
        all.add(new Program("read in a method", "static int f; static int g() { return f; }", "f = 1;", "g()", "f"));
        all.add(new Program(
                "read in another class",
                "static int f; static class N { int g() { return f; } }",
                "f = 1;",
                "new N().g()",
                "f"));
        all.add(new Program(
                "read by dispatch",
                "static int f; interface S { int g(); } static class N implements S { public int g() { return f; } }"
                        + " static S s() { return new N(); }",
                "f = 1;",
                "((S) null).g()",
                "f"));
        all.add(new Program(
                "read in an inner lambda", "static int f;", "f = 1;", "Optional.of(x).map(y -> y + f)", "f"));
        all.add(new Program(
                "read by reference to a method",
                "static int f; static int g(int y) { return f; }",
                "f = 1;",
                "Optional.of(x).map(X::g)",
                "f"));
        all.add(new Program(
                "read by a callback of a new object",
                "static int f; static class N implements Comparator<Integer> { public int compare(Integer a, Integer"
                        + " b) { return f; } }",
                "f = 1;",
                "new TreeSet<Integer>(new N())",
                "f"));
        all.add(new Program(
                "read by the initialiser of another class",
                "static int f; static class N { static final int G = f + 1; static int g() { return G; } }",
                "f = 1;",
                "N.g()",
                "f"));
        all.add(new Program("map filled", map, "MAP.put(\"\", \"\");", "MAP.get(\"\")", "MAP"));
        all.add(new Program(
                "map filled by a variable",
                map,
                "Map<String, String> m = MAP; m.put(\"\", \"\");",
                "MAP.get(\"\")",
                "MAP"));
        all.add(new Program(
                "map filled by a helper",
                map + " static void fill(Map<String, String> m) { m.put(\"\", \"\"); }",
                "fill(MAP);",
                "MAP.get(\"\")",
                "MAP"));
        all.add(new Program(
                "map filled by a helper's helper",
                map
                        + " static void fill(int i, Map<String, String> m, long l) { more(m); } static void"
                        + " more(Map<String, String> m) { m.clear(); }",
                "fill(1, MAP, 2);",
                "MAP.get(\"\")",
                "MAP"));
        all.add(new Program(
                "map filled by an accessor",
                "private " + map + " static Map<String, String> map() { return MAP; }",
                "map().put(\"\", \"\");",
                "map().get(\"\")",
                "MAP"));
        all.add(new Program(
                "map filled by an accessor's accessor",
                "private " + map
                        + " static Map<String, String> map() { return MAP; } static class N { static Map<String,"
                        + " String> m() { return map(); } }",
                "N.m().put(\"\", \"\");",
                "map().get(\"\")",
                "MAP"));
        all.add(new Program(
                "map filled in a lambda", map, "List.of(\"a\").forEach(s -> MAP.put(s, s));", "MAP.get(\"\")", "MAP"));
        all.add(new Program(
                "map filled by a reference to its method",
                map,
                "Map.of(\"a\", \"b\").forEach(MAP::put);",
                "MAP.get(\"\")",
                "MAP"));
        all.add(new Program(
                "map filled by a captured variable",
                map,
                "var m = MAP; Runnable r = () -> m.put(\"\", \"\"); r.run();",
                "MAP.get(\"\")",
                "MAP"));
        all.add(new Program(
                "map by its entries",
                map,
                "for (var e : MAP.entrySet()) { e.setValue(\"\"); }",
                "MAP.get(\"\")",
                "MAP"));
        all.add(new Program(
                "list in a map",
                "static final Map<String, List<Integer>> MAP = new HashMap<>();",
                "MAP.getOrDefault(\"\", new ArrayList<>()).add(1);",
                "MAP.size()",
                "MAP"));
        all.add(new Program(
                "numbers in a map",
                "static final Map<String, AtomicInteger> MAP = new HashMap<>();",
                "MAP.values().forEach(n -> n.incrementAndGet());",
                "MAP.size()",
                "MAP"));
        all.add(new Program("list", "static final List<Integer> F = new ArrayList<>();", "F.add(1);", "F", "F"));
        all.add(new Program(
                "list by Collections",
                "static final List<Integer> F = new ArrayList<>();",
                "Collections.addAll(F, 1);",
                "F",
                "F"));
        all.add(new Program("queue", "static final Queue<Integer> F = new ArrayDeque<>();", "F.offer(1);", "F", "F"));
        all.add(new Program("array", "static final int[] F = new int[3];", "F[1] = 2;", "F[1]", "F"));
        all.add(new Program(
                "array of arrays", "static final long[][] F = new long[3][3];", "F[1][2] += 2;", "F[1][0]", "F"));
        all.add(new Program(
                "array by Arrays", "static final int[] F = new int[3];", "Arrays.fill(F, 1);", "F[1]", "F"));
        all.add(new Program(
                "atomic number",
                "static final AtomicInteger F = new AtomicInteger();",
                "F.incrementAndGet();",
                "F.get()",
                "F"));
        all.add(new Program("adder", "static final LongAdder F = new LongAdder();", "F.increment();", "F.sum()", "F"));
        all.add(new Program(
                "reference",
                "static final AtomicReference<String> F = new AtomicReference<>();",
                "F.set(\"\");",
                "F.get()",
                "F"));
        all.add(new Program(
                "builder", "static final StringBuilder F = new StringBuilder();", "F.append(1);", "F.toString()", "F"));
        all.add(new Program(
                "properties",
                "static final Properties F = new Properties();",
                "F.setProperty(\"\", \"\");",
                "F.getProperty(\"\")",
                "F"));
        all.add(new Program(
                "thread's own",
                "static final ThreadLocal<Integer> F = new ThreadLocal<>();",
                "F.set(1);",
                "F.get()",
                "F"));
        String config = "static class Config { int limit; Map<String, String> map = new HashMap<>(); int other; void"
                + " setLimit(int l) { limit = l; } void put(String k) { map.put(k, k); } int limit() { return"
                + " limit; } String get() { return map.get(\"\"); } }";
        all.add(new Program(
                "own object, its field",
                config + " static final Config F = new Config();",
                "F.limit = 2;",
                "F.limit",
                "F"));
        all.add(new Program(
                "own object, its method",
                config + " static final Config F = new Config();",
                "F.setLimit(2);",
                "F.limit()",
                "F"));
        all.add(new Program(
                "own object, its map",
                config + " static final Config F = new Config();",
                "F.put(\"a\");",
                "F.get()",
                "F"));
        all.add(new Program(
                "singleton",
                "static class One { static final One INSTANCE = new One(); private int n; static One get() { return"
                        + " INSTANCE; } void set(int x) { n = x; } int n() { return n; } }",
                "One.get().set(3);",
                "One.get().n()",
                "One.INSTANCE"));
        all.add(new Program(
                "singleton that changes itself",
                "static class One { static final One INSTANCE = new One(); private int n; void main() { this.n = 3;"
                        + " run(); } void run() {} int n() { return n; } }",
                "One.INSTANCE.main();",
                "One.INSTANCE.n()",
                "One.INSTANCE"));
        all.add(new Program(
                "enum's constant", "enum E { A, B; int w; void w(int x) { w = x; } }", "E.B.w(2);", "E.B.w", "E.B"));
        all.add(new Program(
                "enum's constant that is captured",
                "enum E { A, B; int w; int v = 3; }",
                "E one = E.B; E.A.w = 4;",
                "one.w",
                "E.A"));
        all.add(new Program(
                "enum's constant that is captured, by its methods",
                "enum E { A, B; private int w; void w(int x) { w = x; } int w() { return w; } }",
                "E one = E.B; one.w(4); E.B.w(5);",
                "one.w()",
                "E.B"));
        all.add(new Program(
                "interface's constant",
                "interface K { List<String> L = new ArrayList<>(); }",
                "K.L.add(\"\");",
                "K.L.size()",
                "K.L"));
        all.add(new Program(
                "field of a superclass",
                "static class Base { static int f; } static class Sub extends Base {}",
                "Sub.f = 1;",
                "Sub.f",
                "Base.f"));
        all.add(new Program(
                "the function's counter, that others count too",
                "static int f; static int next() { return f++; }",
                "next();",
                "next()",
                "f"));
        all.add(new Program("two of three", "static int a, b, c;", "a = 1; b = 2;", "a + b + c", "a", "b"));
        // What is not.
        all.add(new Program(
                "never assigned",
                "static int f = 4; static final Map<String, String> M = Map.of();",
                "",
                "f + M.size()"));
        all.add(new Program(
                "in the initialiser only",
                "static int f; static { f = 3; for (int i = 0; i < 3; i++) f += i; }",
                "",
                "f"));
        all.add(new Program(
                "in what the initialiser calls only",
                map
                        + " static { fill(); List.of(\"x\").forEach(s -> MAP.put(s, s)); } private static void fill()"
                        + " { MAP.put(\"\", \"\"); }",
                "",
                "MAP.get(\"\")"));
        all.add(new Program(
                "in constructors of constants only",
                "enum E { A, B; E() { Names.ALL.put(name(), this); } static class Names { static final Map<String, E>"
                        + " ALL = new HashMap<>(); } static E of(String s) { return Names.ALL.get(s); } }",
                "",
                "E.of(\"A\")"));
        all.add(new Program("not read", "static int f; static int g;", "f = 1;", "g"));
        all.add(new Program("read elsewhere only", "static int f; static int g() { return f; }", "f = 1; g();", "x"));
        all.add(new Program("constant", "static final int F = 3; static final String S = \"s\";", "", "F + S"));
        all.add(new Program(
                "logger and pattern",
                "static final java.util.logging.Logger LOG = java.util.logging.Logger.getLogger(\"x\"); static final"
                        + " java.util.regex.Pattern P = java.util.regex.Pattern.compile(\"x\");",
                "LOG.setLevel(null); P.matcher(\"x\").replaceAll(\"\");",
                "P.matcher(\"\" + LOG.getName()).matches()"));
        all.add(new Program(
                "cache of the function's",
                map + " static String get(String k) { return MAP.computeIfAbsent(k, y -> y); }",
                "",
                "get(\"\")"));
        all.add(new Program(
                "cache that main uses, too",
                map + " static String get(String k) { return MAP.computeIfAbsent(k, y -> y); }",
                "get(\"a\");",
                "get(\"\")"));
        all.add(new Program(
                "cache by hand",
                map
                        + " static String get(String k) { String s = MAP.get(k); if (s == null) { s = k; MAP.put(k,"
                        + " s); } return s; }",
                "get(\"a\");",
                "get(\"\")"));
        all.add(new Program(
                "made at first use",
                "private static Object f; static Object get() { if (f == null) { f = new Object(); } return f; }",
                "get();",
                "get().hashCode()"));
        all.add(new Program(
                "holder",
                "static class Holder { static final Object F = new Object(); }",
                "Holder.F.hashCode();",
                "Holder.F.hashCode()"));
        all.add(new Program(
                "counter of the function's",
                "static int f; static final AtomicInteger N = new AtomicInteger();",
                "",
                "f++ + N.incrementAndGet()"));
        all.add(new Program(
                "own object, another field",
                config + " static final Config F = new Config();",
                "F.other = 3;",
                "F.limit()"));
        all.add(new Program(
                "copy",
                "static final List<Integer> F = new ArrayList<>(List.of(1));",
                "var c = new ArrayList<>(F); c.add(1); F.stream().toList().size(); int[] a = {1}; a[0] = F.size();",
                "F"));
        all.add(new Program(
                "local variables of the same types",
                map,
                "var m = new HashMap<String, String>(); m.put(\"\", \"\"); MAP.get(\"\");",
                "MAP.get(\"\")"));
        all.add(new Program(
                "switch over an enum, assert, text",
                "enum E { A, B }",
                "",
                "switch (E.A) { case A -> { assert x > 0; yield \"\" + x; } case B -> 2; }"));
        all.add(new Program(
                "number", "static final java.math.BigInteger F = java.math.BigInteger.ONE;", "F.add(F);", "F"));
        all.add(new Program(
                "random and lock",
                "static final Random R = new Random(1); static final java.util.concurrent.locks.Lock L = new"
                        + " java.util.concurrent.locks.ReentrantLock();",
                "R.nextInt(); L.lock(); L.unlock();",
                "R.nextInt() + L.toString()"));
        all.add(new Program(
                "enum's fields that only its constructor sets",
                "enum E { A(1), B(2); int w; int x; E(int w) { this.w = w; } }",
                "E one = E.B;",
                "one.w + one.x"));
        all.add(new Program(
                "enum's field that is not read", "enum E { A, B; int w; int x; }", "E one = E.B; E.B.x = 3;", "one.w"));
        all.add(new Program("never called", "static int f = 1; private static void test() { f = 2; }", "", "f"));
        all.add(new Program(
                "with an initialiser that is not to run",
                "static class N { static int f; static { System.setProperty(\"kinglet.test.ran\", \"\"); } static void"
                        + " set() { f = 1; } }",
                "if (Math.random() > 2) { N.set(); }",
                "N.f",
                "N.f"));
        return all;
    }

    private static Path folder;

    @BeforeAll
    static void compile() throws Exception {
        String[] sources = programs().stream()
                .map(program -> program.source().replaceAll("\\bX\\b", program.type()))
                .toArray(String[]::new);
        folder = Sources.compile(temp.resolve("classes"), List.of(), sources);
    }

    static Stream<Program> all() {
        return programs().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsReadAndChangedIsReported(Program program) throws Exception {
        assertThat(reported(folder, program.type()).keySet().stream()
                        .map(field -> field.replaceFirst("^" + program.type() + "[.$]", "")
                                .replace('$', '.')))
                .containsExactlyInAnyOrder(program.reported());
    }

    @Test
    void aJarIsReadAsAFolderIs() throws Exception {
        Path jar = Sources.jar(folder, temp.resolve("program.jar"));
        for (Program program : List.of(programs().getFirst(), programs().get(1))) {
            assertThat(reported(jar, program.type())).hasSameSizeAs(program.reported());
        }
    }

    @Test
    void noInitialiserRuns() throws Exception {
        Program program = programs().getLast();

        assertThat(reported(folder, program.type())).hasSize(1);
        assertThat(System.getProperty("kinglet.test.ran")).isNull();
    }

    @Test
    void aFieldIsReportedOnceWithItsPlaces() throws Exception {
        List<String> said = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(new SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(StaticFields.class.getName());
        logger.addHandler(handler);
        String type = programs().getFirst().type();
        try (var loader = Sources.load(folder)) {
            ClosureCapture capture = new ClosureCapture(new CodeFinder());
            for (int i = 0; i < 2; i++) {
                capture.capture(Sources.call(loader, type, "function"), "function");
                capture.awaitReports();
            }
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(said)
                .singleElement()
                .asString()
                .matches("static field T\\.f is assigned in T\\.function \\(T\\.java:1\\), and read by the function in"
                                .replace("T", type)
                        + " .*lambda.*: a worker has its initial value\\. Capture it in a local variable instead\\.");
    }

    private static Map<String, String> reported(Path code, String type) throws Exception {
        Map<String, String> found = new LinkedHashMap<>();
        try (var loader = Sources.load(code)) {
            Object function = Sources.call(loader, type, "function");
            KryoValueCodec codec = new KryoValueCodec(loader);
            codec.encode(function, "function");
            StaticFields.find(loader, codec.sightings().lambdas(), List.of(), found::put);
        }
        return found;
    }
}
