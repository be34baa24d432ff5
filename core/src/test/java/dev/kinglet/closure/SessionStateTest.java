package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that a snippet can declare and that has a value, read from every place where a snippet's code can stand, gives on a worker what it
 * gives in the session.
 */
final class SessionStateTest {

    /** What is declared, how it is changed afterwards, and how it is read. */
    private record Kind(String read, String declaration, String change) {}

    private static final Kind[] KINDS = {
        new Kind("number", "int number = 1;", "number = 2;"),
        new Kind("wide", "long wide = 1; double deep = 1;", "wide = 1L << 40; deep = 0.5;"),
        new Kind("deep", "", ""),
        new Kind("flag", "boolean flag;", "flag = true;"),
        new Kind("letter", "char letter = 'a';", "letter = 'z';"),
        new Kind("text", "String text = \"before\";", "text = \"after\";"),
        new Kind("constant", "final int constant = 11;", ""),
        new Kind("inferred", "var inferred = new java.util.ArrayList<String>();", "inferred.add(\"new\");"),
        new Kind("numbers[1]", "int[] numbers = {1, 2};", "numbers[1] = 77;"),
        new Kind("grid[0][1]", "int[][] grid = {{1, 2}};", "grid[0][1] = 78;"),
        new Kind("retyped", "int retyped = 5; String retyped = \"text\";", ""),
        new Kind("one + two", "int one = 1, two = 2;", "two = 20;"),
        new Kind(
                "nameless.get()",
                "var nameless = new Object() { int q = 5; int get() { return q + hidden; } };",
                "hidden = 9; nameless.q = 6;"),
        new Kind(
                "lambda.get()",
                "java.util.function.Supplier<Integer> lambda = (java.util.function.Supplier<Integer> & java.io.Serializable) () -> behind;",
                "behind = 31;"),
        new Kind("method()", "int method() { return inMethod; }", "inMethod = 41;"),
        new Kind("redefined()", "int redefined() { return 1; } int redefined() { return inMethod + 1; }", ""),
        new Kind("forward()", "int forward() { return defined() + 1; } int defined() { return inMethod * 2; }", ""),
        new Kind(
                "Config.limit",
                "class Config { static int limit = 1; static final java.util.Map<String, Integer> MAP = new java.util.HashMap<>(); static final int SUM = number + 1; }",
                "Config.limit = 12; Config.MAP.put(\"k\", 5); int sum = Config.SUM;"),
        new Kind("Config.MAP", "", ""),
        new Kind("Config.SUM", "", ""),
        new Kind(
                "Counted.made",
                "record Counted(int i) { static int made; public Counted { made++; } }",
                "new Counted(1); new Counted(2);"),
        new Kind(
                "Unit.KM.factor",
                "enum Unit { KM(number), MILE(3) { int more() { return inMethod; } }; int factor; final int first; Unit(int factor) { this.factor = factor; first = factor; } int more() { return 0; } }",
                "Unit.KM.factor = 88;"),
        new Kind("Unit.KM.first", "", ""),
        new Kind("Unit.MILE.more()", "", ""),
        new Kind(
                "shape.area()",
                "interface Shape { int area(); } record Circle(int r) implements Shape { public int area() { return r * pi; } } Shape shape = new Circle(1);",
                "pi = 4; shape = new Circle(3);"),
        new Kind("held", "java.util.List<Shape> held = java.util.List.of(new Circle(5));", ""),
        new Kind(
                "Boxes.inner.value",
                "class Boxes { static class Inner { int value = 1; } static Inner inner = new Inner(); }",
                "Boxes.inner.value = 13;"),
    };

    private static final String[] BEFORE = {
        "int hidden = 1;", "int behind = 1;", "int inMethod = 1;", "int pi = 3;", "int tick;"
    };

    /** Where READ may stand: declarations, and an expression that leads there. */
    private static Map<String, String[]> places() {
        Map<String, String[]> places = new LinkedHashMap<>();
        places.put("lambda", new String[] {"READ"});
        places.put("method", new String[] {"String m1() { return READ; }", "m1()"});
        places.put("generic method", new String[] {"<T> String m2(T t) { return t + READ; }", "m2(1)"});
        places.put(
                "static method of a class", new String[] {"class C1 { static String m() { return READ; } }", "C1.m()"});
        places.put("private method", new String[] {
            "class C2 { private String p() { return READ; } String m() { return p(); } }", "new C2().m()"
        });
        places.put("constructor", new String[] {"class C3 { String s; C3() { s = READ; } }", "new C3().s"});
        places.put("field initialiser", new String[] {"class C4 { String s = READ; }", "new C4().s"});
        places.put("instance initialiser", new String[] {"class C5 { String s; { s = READ; } }", "new C5().s"});
        places.put("static initialiser", new String[] {"class C6 { static String s = READ; }", "C6.s"});
        places.put(
                "compact constructor",
                new String[] {"record R1(String s) { public R1 { s += READ; } }", "new R1(\"\").s()"});
        places.put(
                "accessor",
                new String[] {"record R2(String s) { public String s() { return READ; } }", "new R2(\"\").s()"});
        places.put("default method", new String[] {
            "interface I1 { default String m() { return READ; } }", "class C7 implements I1 {}", "new C7().m()"
        });
        places.put("default method, captured", new String[] {"I1 i1 = new C7();", "i1.m()"});
        places.put("static method of an interface", new String[] {
            "interface I2 { static String m() { return p(); } private static String p() { return READ; } }", "I2.m()"
        });
        places.put(
                "inherited method",
                new String[] {"class C8 { String m() { return READ; } }", "class C9 extends C8 {}", "new C9().m()"});
        places.put("overriding method", new String[] {
            "class C10 extends C8 { String m() { return READ + super.m(); } }", "C8 c8 = new C10();", "c8.m()"
        });
        places.put("bridge", new String[] {
            "abstract class A1<T> { abstract String m(T t); }",
            "class C11 extends A1<Integer> { String m(Integer t) { return READ; } }",
            "A1<Integer> a1 = new C11();",
            "a1.m(1)"
        });
        places.put("enum method", new String[] {"enum E1 { ONE; String m() { return READ; } }", "E1.ONE.m()"});
        places.put("enum constant's body", new String[] {
            "enum E2 { ONE { String m() { return READ; } }; abstract String m(); }", "E2.valueOf(\"ONE\").m()"
        });
        places.put(
                "enum constructor", new String[] {"enum E3 { ONE; final String s; E3() { s = READ; } }", "E3.ONE.s"});
        places.put("captured enum", new String[] {"E3 e3 = E3.ONE;", "e3.s"});
        places.put("nested class", new String[] {
            "class C12 { class In { String m() { return READ; } } String m() { return new In().m(); } }",
            "new C12().m()"
        });
        places.put("local class", new String[] {
            "String m3() { class Local { String m() { return READ; } } return new Local().m(); }", "m3()"
        });
        places.put("anonymous class", new String[] {"new Object() { String m() { return READ; } }.m()"});
        places.put("anonymous class in a method", new String[] {
            "Object m4() { return new Object() { public String toString() { return READ; } }; }", "m4().toString()"
        });
        places.put("inner lambda", new String[] {"((java.util.function.Supplier<String>) () -> READ).get()"});
        places.put("lambda in a method", new String[] {
            "java.util.function.Supplier<String> m5() { return () -> { java.util.function.Supplier<String> s = () -> READ; return s.get(); }; }",
            "m5().get()"
        });
        places.put(
                "lambda in a variable",
                new String[] {"dev.kinglet.RemoteFunction<Integer, String> f1 = y -> READ;", "f1.apply(1)"});
        places.put("lambda in a collection", new String[] {
            "java.util.List<dev.kinglet.RemoteFunction<Integer, String>> fs = java.util.List.of(y -> READ);",
            "fs.get(0).apply(1)"
        });
        places.put("method reference", new String[] {
            "String m6(int y) { return READ; }", "java.util.stream.Stream.of(1).map(y -> m6(y)).findFirst().get()"
        });
        places.put(
                "constructor reference",
                new String[] {"java.util.stream.Stream.of(\"\").map(R1::new).findFirst().get().s()"});
        places.put(
                "reference to a method of an object",
                new String[] {"java.util.function.Supplier<String> m7() { return new C2()::m; }", "m7().get()"});
        places.put("switch over patterns", new String[] {
            "String m8(Object o) { return switch (o) { case Circle(int r) when r > pi -> READ; case E1 e -> \"\" + pi; default -> READ + hidden; }; }",
            "m8(new Circle(100)) + m8(E1.ONE) + m8(1)"
        });
        places.put("close", new String[] {
            "class C13 implements AutoCloseable { static String s; public void close() { s = READ; } }",
            "String m9() throws Exception { try (C13 c = new C13()) { } return C13.s; }",
            "m9()"
        });
        places.put("catch", new String[] {
            "String m10() { try { throw new IllegalStateException(); } catch (RuntimeException e) { return READ; } finally { tick++; } }",
            "m10()"
        });
        places.put("iteration", new String[] {
            "class C14 implements Iterable<String> { public java.util.Iterator<String> iterator() { return java.util.List.of(READ).iterator(); } }",
            "String m11() { String all = \"\"; for (String s : new C14()) { all += s; } return all; }",
            "m11()"
        });
        places.put(
                "toString by concatenation",
                new String[] {"class C15 { public String toString() { return READ; } }", "\"\" + new C15()"});
        places.put("hashCode by a map", new String[] {
            "record R3(int i) { public int hashCode() { return (READ).hashCode(); } }",
            "java.util.Map.of(new R3(1), 2).hashCode()"
        });
        places.put("run by a library", new String[] {
            "class C16 implements java.util.concurrent.Callable<String> { public String call() { return READ; } }",
            "java.util.concurrent.CompletableFuture.supplyAsync(() -> { try { return new C16().call(); } catch (Exception e) { throw new RuntimeException(e); } }).join()"
        });
        places.put("by reflection", new String[] {"C2.class.getDeclaredMethod(\"m\").invoke(new C2())"});
        places.put("class of a variable's value only", new String[] {"Object o1 = new C15();", "o1.toString()"});
        places.put("two variables away", new String[] {
            "Object o2 = new Object() { Object o = o1; public String toString() { return o + \"\" + o1; } };",
            "\"\" + o2"
        });
        places.put("captured variable of a method", new String[] {
            "dev.kinglet.RemoteFunction<Integer, String> m12(Object o) { return y -> o + m1(); }",
            "m12(new C15()).apply(1)"
        });
        places.put("function that is a class", new String[] {
            "class F1 implements dev.kinglet.RemoteFunction<Integer, String> { public String apply(Integer y) { return READ; } }",
            "new F1().apply(1)"
        });
        places.put("overloaded and recursive", new String[] {
            "String m13(int y) { return y == 0 ? READ : m13(y - 1); }", "String m13(String y) { return y; }", "m13(3)"
        });
        places.put("static import", new String[] {"import static java.lang.Math.max;", "READ + max(number, 1)"});
        places.put("array of objects", new String[] {"C8[] array = {new C8(), new C10()};", "array[1].m()"});
        return places;
    }

    static Stream<String> placeNames() {
        return places().keySet().stream();
    }

    private static Session session;
    private static Session stuck;

    @TempDir
    static Path temp;

    @BeforeAll
    static void declareChangeAndDeclareAgain() {
        stuck = Session.open("local");
        stuck.eval(
                "Thread me = Thread.currentThread();",
                "int tick;",
                "int hidden;",
                "int pi;",
                "int number;",
                "record Circle(int r) {}");
        places().forEach((name, lines) -> declare(stuck, lines, "me.getName()"));
        places().forEach((name, lines) -> submit(stuck, name, lines, "me.getName()"));
        session = Session.open("local");
        session.eval(BEFORE);
        StringBuilder read = new StringBuilder();
        for (Kind kind : KINDS) {
            session.evalAll(kind.declaration);
            read.append(read.isEmpty() ? "" : " + \",\" + ")
                    .append("(")
                    .append(kind.read)
                    .append(")");
        }
        places().forEach((name, lines) -> declare(session, lines, read.toString()));
        session.eval("String initialised = C6.s + E3.ONE.s;");
        for (Kind kind : KINDS) {
            session.evalAll(kind.change);
        }
        places().forEach((name, lines) -> submit(session, name, lines, read.toString()));
    }

    private static void declare(Session session, String[] lines, String read) {
        for (int i = 0; i < lines.length - 1; i++) {
            session.eval(lines[i].replace("READ", "(" + read + ")"));
        }
    }

    private static void submit(Session session, String name, String[] lines, String read) {
        session.eval(function(name) + " = x -> " + lines[lines.length - 1].replace("READ", "(" + read + ")") + ";");
    }

    private static String function(String place) {
        return "dev.kinglet.RemoteFunction<Integer, Object> " + name(place);
    }

    private static String name(String place) {
        return "f_" + place.replaceAll("\\W", "_");
    }

    @AfterAll
    static void close() {
        session.close();
        stuck.close();
    }

    @ParameterizedTest
    @MethodSource("placeNames")
    void aWorkerReadsWhatTheSessionReads(String place) throws Exception {
        assertThat(session.capture(temp, name(place))).contains("captured");
        String remote = String.valueOf(Session.apply(temp, 1));
        session.eval("System.setProperty(\"session.value\", \"\" + " + name(place) + ".apply(1))");

        assertThat(remote).isEqualTo(System.getProperty("session.value"));
    }

    /** The same places, with a variable whose value has no meaning elsewhere: refused by its name, or missed by its name where it is read. */
    @ParameterizedTest
    @MethodSource("placeNames")
    void aVariableThatCannotTravelIsNamed(String place) throws Exception {
        String captured = stuck.capture(temp, name(place));
        if (captured.contains("captured")) {
            assertThatThrownBy(() -> Session.apply(temp, 1))
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).hasStackTraceContaining("java.lang.Thread me"),
                            thrown -> assertThat(thrown).hasStackTraceContaining("the JShell variable me"));
        } else {
            assertThat(captured).contains("the JShell variable me");
        }
    }
}
