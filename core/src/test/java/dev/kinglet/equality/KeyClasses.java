package dev.kinglet.equality;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes of keys that are generated: every way to write {@code equals} and {@code hashCode} over every type of field. */
final class KeyClasses {

    /** A type of field and three different values of it, as expressions. */
    record FieldType(String type, String hash, String equal, List<String> values) {
        static FieldType reference(String type, String... values) {
            return new FieldType(
                    type, "($ == null ? 0 : $.hashCode())", "java.util.Objects.equals($, other.$)", List.of(values));
        }
    }

    static final List<FieldType> FIELDS = List.of(
            FieldType.reference("Parts.Color", "Parts.Color.RED", "Parts.Color.GREEN", "Parts.Color.BLUE"),
            FieldType.reference("String", "\"a\"", "\"b\"", "null"),
            FieldType.reference("Object", "Parts.Color.RED", "java.util.List.of(Parts.Color.RED)", "1"),
            FieldType.reference("Class<?>", "String.class", "Parts.Color.class", "int[].class"),
            FieldType.reference(
                    "java.util.List<?>",
                    "java.util.List.of(Parts.Color.RED, 1)",
                    "new java.util.LinkedList<>(java.util.List.of(Parts.Color.GREEN))",
                    "java.util.List.of()"),
            FieldType.reference(
                    "java.util.Set<?>",
                    "java.util.Set.of(Parts.Color.RED, Parts.Color.BLUE)",
                    "java.util.EnumSet.of(Parts.Color.RED)",
                    "new java.util.TreeSet<>(java.util.Set.of(\"x\"))"),
            FieldType.reference(
                    "java.util.Map<?, ?>",
                    "new java.util.EnumMap<>(java.util.Map.of(Parts.Color.RED, 1))",
                    "java.util.Map.of(1, Parts.Color.RED)",
                    "java.util.Map.of()"),
            FieldType.reference(
                    "java.util.Map.Entry<?, ?>",
                    "java.util.Map.entry(Parts.Color.RED, 1)",
                    "new java.util.AbstractMap.SimpleEntry<>(Parts.Color.RED, null)",
                    "java.util.Map.entry(1, Parts.Color.BLUE)"),
            FieldType.reference(
                    "java.util.Optional<?>",
                    "java.util.Optional.of(Parts.Color.RED)",
                    "java.util.Optional.of(Parts.Color.BLUE)",
                    "java.util.Optional.empty()"),
            FieldType.reference(
                    "Parts.Shape",
                    "new Parts.Dot(Parts.Color.RED)",
                    "new Parts.Line(Parts.Color.RED, 2)",
                    "new Parts.Line(Parts.Color.BLUE, 2)"),
            FieldType.reference(
                    "Parts.Inner",
                    "new Parts.Inner(Parts.Color.RED)",
                    "new Parts.Inner(Parts.Color.BLUE)",
                    "new Parts.Inner(null)"),
            FieldType.reference(
                    "java.math.BigDecimal",
                    "new java.math.BigDecimal(\"1.0\")",
                    "new java.math.BigDecimal(\"1.00\")",
                    "java.math.BigDecimal.TEN"),
            FieldType.reference(
                    "java.time.LocalDate",
                    "java.time.LocalDate.EPOCH",
                    "java.time.LocalDate.of(2024, 2, 29)",
                    "java.time.LocalDate.MAX"),
            FieldType.reference(
                    "java.util.Currency",
                    "java.util.Currency.getInstance(\"EUR\")",
                    "java.util.Currency.getInstance(\"USD\")",
                    "null"),
            FieldType.reference("Double", "0.0", "-0.0", "Double.NaN"),
            new FieldType("int", "$", "$ == other.$", List.of("1", "2", "-7")),
            new FieldType("long", "Long.hashCode($)", "$ == other.$", List.of("1L", "1L << 40", "-7L")),
            new FieldType(
                    "double", "Double.hashCode($)", "Double.compare($, other.$) == 0", List.of("0.0", "-0.0", "1e300")),
            new FieldType(
                    "Parts.Color[]",
                    "java.util.Arrays.hashCode($)",
                    "java.util.Arrays.equals($, other.$)",
                    List.of("Parts.Color.values()", "new Parts.Color[] {Parts.Color.RED}", "new Parts.Color[0]")),
            new FieldType(
                    "Object[]",
                    "java.util.Arrays.deepHashCode($)",
                    "java.util.Arrays.deepEquals($, other.$)",
                    List.of(
                            "new Object[] {new Parts.Color[] {Parts.Color.RED}, new int[] {3}}",
                            "new Object[] {Parts.Color.RED, null}", "null")),
            new FieldType(
                    "byte[]",
                    "java.util.Arrays.hashCode($)",
                    "java.util.Arrays.equals($, other.$)",
                    List.of("new byte[] {1}", "new byte[0]", "new byte[] {1, 2}")));

    /** How a class is written: {@code TYPE}, {@code HASH} and {@code EQUAL} stand for the field {@code value}; a name is beside it. */
    static final List<String> STYLES = List.of(
            // an IDE's, and java.util.Objects
            """
            public final class NAME implements Parts.Keyed { final String name; final TYPE value;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public boolean equals(Object o) { return o instanceof NAME other && name.equals(other.name) && EQUAL; }
              public int hashCode() { return java.util.Objects.hash(name, HASH); } }""",
            """
            public class NAME implements Parts.Keyed { private final String name; private final TYPE value;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public boolean equals(Object o) { if (this == o) return true; if (o == null || getClass() != o.getClass()) return false;
                NAME other = (NAME) o; return name.equals(other.name) && EQUAL; }
              public int hashCode() { int result = name != null ? name.hashCode() : 0; result = 31 * result + HASH; return result; } }""",
            // Lombok's
            """
            public class NAME implements Parts.Keyed { private String name; private TYPE value;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public String getName() { return name; } public TYPE getValue() { return value; }
              protected boolean canEqual(Object o) { return o instanceof NAME; }
              public boolean equals(Object o) { if (o == this) return true; if (!(o instanceof NAME)) return false; NAME other = (NAME) o;
                return other.canEqual(this) && getName().equals(other.getName()) && EQUAL; }
              public int hashCode() { final int PRIME = 59; int result = 1; Object $name = this.getName();
                result = result * PRIME + ($name == null ? 43 : $name.hashCode()); TYPE value = this.getValue(); result = result * PRIME + HASH; return result; } }""",
            // a builder of hash codes, and a class of helpers
            """
            public class NAME implements Parts.Keyed { private final String name; private final TYPE value;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public boolean equals(Object o) { return o instanceof NAME other && name.equals(other.name) && EQUAL; }
              public int hashCode() { return new Parts.HashBuilder(17, 37).append(name).append(HASH).append((Object) Parts.Color.RED).toHashCode(); } }""",
            """
            public class NAME implements Parts.Keyed { private final String name; private final TYPE value;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public boolean equals(Object o) { return o instanceof NAME other && name.equals(other.name) && EQUAL; }
              public int hashCode() { return Parts.Helper.combine(getClass(), NAME.class.hashCode(), name, HASH); } }""",
            // superclasses: a part of the hash code, a template method, an interface's method
            """
            public class NAME extends Parts.Named { private final TYPE value;
              public NAME(String name, TYPE value) { super(name); this.value = value; }
              public boolean equals(Object o) { return super.equals(o) && o instanceof NAME other && EQUAL; }
              public int hashCode() { return super.hashCode() * 31 + HASH; } }""",
            """
            public class NAME extends Parts.Template { private final String name; private final TYPE value;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public boolean equals(Object o) { return o instanceof NAME other && name.equals(other.name) && EQUAL; }
              protected Object[] parts() { return new Object[] {name, HASH, Parts.Color.BLUE}; } }""",
            """
            public class NAME implements Parts.Keyed, Parts.Defaults { private final String name; private final TYPE value;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public Object part() { return java.util.Arrays.asList(name, HASH, Parts.Color.GREEN); }
              public boolean equals(Object o) { return o instanceof NAME other && name.equals(other.name) && EQUAL; }
              public int hashCode() { return ofPart(); } }""",
            // kept hash codes
            """
            public class NAME implements Parts.Keyed { private final String name; private final TYPE value; private int hash;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public boolean equals(Object o) { return o instanceof NAME other && name.equals(other.name) && EQUAL; }
              public int hashCode() { int h = hash; if (h == 0) { h = java.util.Objects.hash(name, HASH); hash = h; } return h; } }""",
            """
            public class NAME implements Parts.Keyed { private final String name; private final TYPE value; private Integer hash;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public boolean equals(Object o) { return o instanceof NAME other && name.equals(other.name) && EQUAL; }
              private int compute() { return java.util.Objects.hash(name, HASH); }
              public synchronized int hashCode() { if (hash == null) hash = compute(); return hash; } }""",
            """
            public class NAME implements Parts.Keyed { private final String name; private final TYPE value; private long hash; private boolean known;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public boolean equals(Object o) { return o instanceof NAME other && name.equals(other.name) && EQUAL; }
              public int hashCode() { if (!known) { hash = 31L * name.hashCode() + HASH; known = true; } return (int) hash; } }""",
            """
            public class NAME implements Parts.Keyed { private final String name; private final TYPE value; private final int hash;
              public NAME(String name, TYPE value) { this(name, value, java.util.Objects.hash(name, HASHP)); }
              private NAME(String name, TYPE value, int hash) { this.name = name; this.value = value; this.hash = hash; }
              public boolean equals(Object o) { return o instanceof NAME other && name.equals(other.name) && EQUAL; }
              public int hashCode() { return hash; } }""",
            // streams, lambdas, switches
            """
            public class NAME implements Parts.Keyed { private final String name; private final TYPE value;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public boolean equals(Object o) { return o instanceof NAME other && name.equals(other.name) && EQUAL; }
              private int mixed(int a, int b) { return a * 31 + b; }
              public int hashCode() { java.util.function.Supplier<Object> bound = () -> value; java.util.function.ToIntFunction<NAME> f = k -> k.name.hashCode();
                java.util.function.IntSupplier own = Parts.Color.RED::hashCode;
                return java.util.stream.Stream.<Object>of(name, HASH, Parts.Color.RED).mapToInt(Object::hashCode).reduce(f.applyAsInt(this) + own.getAsInt(), this::mixed); } }""",
            """
            public class NAME implements Parts.Keyed { private final String name; private final TYPE value;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public boolean equals(Object o) { return o instanceof NAME other && name.equals(other.name) && EQUAL; }
              public int hashCode() { Parts.Color color = Parts.Color.values()[name.length() % 3]; int hash = switch (color) { case RED -> 1; case GREEN -> color.hashCode(); default -> 3; };
                Object object = value; String text = switch (object) { case null -> "none"; case String s when s.isEmpty() -> "empty"; case Parts.Color c -> c.name() + c; default -> "x" + name; };
                try { return 31 * hash + text.hashCode() + HASH; } finally { hash++; } } }""",
            // equal although their states differ
            """
            public class NAME implements Parts.Keyed { private final String name; private final TYPE value;
              public NAME(String name, TYPE value) { this.name = name; this.value = value; }
              public boolean equals(Object o) { return o instanceof NAME other && name.equalsIgnoreCase(other.name) && EQUAL; }
              public int hashCode() { return name.toLowerCase(java.util.Locale.ROOT).hashCode() ^ HASH; } }""",
            """
            public record NAME(String name, TYPE value) implements Parts.Keyed {
              public boolean equals(Object o) { return o instanceof NAME other && name.equalsIgnoreCase(other.name) && EQUAL; }
              public int hashCode() { return 31 * name.toUpperCase(java.util.Locale.ROOT).hashCode() + HASH; } }""");

    private static final String RECORD = "public record NAME(String name, TYPE value) implements Parts.Keyed {}";

    /** What the generated classes are made of. */
    private static final String PARTS = """
            package keys;
            import java.util.*;
            public final class Parts {
              public interface Keyed extends java.io.Serializable {}
              public enum Color { RED, GREEN { @Override public String toString() { return "green"; } }, BLUE }
              public sealed interface Shape extends java.io.Serializable permits Dot, Line {}
              public record Dot(Color color) implements Shape {}
              public static final class Line implements Shape { final Color color; final int length;
                public Line(Color color, int length) { this.color = color; this.length = length; }
                @Override public boolean equals(Object o) { return o instanceof Line line && line.color == color && line.length == length; }
                @Override public int hashCode() { return color.hashCode() + 7 * length; } }
              public static final class Inner implements java.io.Serializable { private final Color color;
                public Inner(Color color) { this.color = color; }
                @Override public boolean equals(Object o) { return o instanceof Inner inner && inner.color == color; }
                @Override public int hashCode() { return Objects.hashCode(color); } }
              public abstract static class Named implements Keyed { protected final String name; protected final Color color = Color.BLUE;
                protected Named(String name) { this.name = name; }
                @Override public boolean equals(Object o) { return o instanceof Named named && named.name.equals(name); }
                @Override public int hashCode() { return Objects.hash(name, color); } }
              public abstract static class Template implements Keyed { protected abstract Object[] parts();
                @Override public int hashCode() { return Arrays.hashCode(parts()); } }
              public interface Defaults { Object part(); default int ofPart() { return 7 + part().hashCode(); } }
              public static final class Helper { static int combine(Object... parts) { int hash = 17; for (Object part : parts) hash = 37 * hash + (part == null ? 0 : part.hashCode()); return hash; } }
              public static class HashBuilder { private final int factor; private int total;
                public HashBuilder(int start, int factor) { this.total = start; this.factor = factor; }
                public HashBuilder append(Object part) { total = total * factor + (part == null ? 0 : part.hashCode()); return this; }
                public HashBuilder append(int part) { total = total * factor + part; return this; }
                public int toHashCode() { return total; } }
            }
            """;

    private KeyClasses() {}

    /** Compiles all of them into a directory. The class {@code keys.All} gives the keys: of each class those of all values under two names. */
    static Path compile(Path directory) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        sources.add(source("Parts", PARTS));
        StringBuilder all = new StringBuilder("package keys; public final class All {\n");
        StringBuilder calls = new StringBuilder();
        for (int type = 0; type < FIELDS.size(); type++) {
            FieldType field = FIELDS.get(type);
            List<String> styles = new ArrayList<>(STYLES);
            if (!field.type().endsWith("[]")) {
                styles.add(RECORD);
            }
            for (int i = 0; i < styles.size(); i++) {
                if (type > 0 && (type + i) % 4 > 0) {
                    continue; // every style with every fourth type, and all of them with an enum
                }
                String style = styles.get(i);
                String name = "Key" + type + "x" + i;
                sources.add(source(name, "package keys;\n" + written(style, field, name)));
                all.append("static void of").append(name).append("(java.util.List<Object> keys) {\n");
                for (String text : List.of("n", "other")) {
                    for (String value : field.values()) {
                        all.append("keys.add(new " + name + "(\"" + text + "\", " + value + "));\n");
                    }
                }
                all.append("}\n");
                calls.append("of").append(name).append("(keys);\n");
            }
        }
        all.append(
                        "public static java.util.List<Object> keys() { java.util.List<Object> keys = new java.util.ArrayList<>();\n")
                .append(calls)
                .append("return keys; } }");
        sources.add(source("All", all.toString()));
        return compile(directory, sources);
    }

    private static String written(String style, FieldType field, String name) {
        String hash = field.hash().replace("$", "value");
        return style.replace("HASHP", hash)
                .replace("HASH", hash)
                .replace("EQUAL", field.equal().replace("$", "value"))
                .replace("TYPE", field.type())
                .replace("NAME", name);
    }

    static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///keys/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    static Path compile(Path directory, List<JavaFileObject> sources) throws IOException {
        Files.createDirectories(directory);
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", directory.toString(), "-proc:none", "-Xlint:none", "-nowarn");
            if (!compiler.getTask(null, manager, null, options, null, sources).call()) {
                throw new IllegalArgumentException("the sources do not compile");
            }
        }
        return directory;
    }

    /** As another process has them: identities of its own. */
    static ClassLoader load(Path directory) throws IOException {
        return new URLClassLoader(new URL[] {directory.toUri().toURL()}, KeyClasses.class.getClassLoader());
    }

    @SuppressWarnings("unchecked")
    static List<Object> keys(ClassLoader loader) throws ReflectiveOperationException {
        return (List<Object>) loader.loadClass("keys.All").getMethod("keys").invoke(null);
    }
}
