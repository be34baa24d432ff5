package dev.kinglet.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.RemoteFunction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions run from the jars that were shipped, in a class loader that has never seen their classes. */
final class ShippingTest {

    private static final String LIBRARY = """
            package lib;
            public final class Doubler { public static int twice(int x) { return 2 * x; } }
            """;

    private static final String UNUSED_LIBRARY = """
            package unused;
            public final class Unused { public static int never() { return 0; } }
            """;

    private static final String PROGRAM = """
            package app;
            import dev.kinglet.RemoteFunction;
            public final class Program {
                record Pair(int left, int right) {}
                interface Adder { int add(int x); }
                public static Object lambda() {
                    Pair pair = new Pair(1, 2);
                    RemoteFunction<Integer, Object> function = x -> new Pair(lib.Doubler.twice(x) + pair.left(), pair.right());
                    return function;
                }
                public static Object anonymous() {
                    int more = 5;
                    return new RemoteFunction<Integer, Object>() {
                        public Object apply(Integer x) { return x + more; }
                    };
                }
                public static Object pair() { return new Pair(3, 4); }
            }
            """;

    @TempDir
    static Path compiled;

    @TempDir
    Path temp;

    private static Path program;
    private static Path library;
    private static Path unused;
    private final ClosureCapture capture = new ClosureCapture(new CodeFinder());

    @BeforeAll
    static void compile() throws IOException {
        library =
                Sources.jar(Sources.compile(compiled.resolve("lib"), List.of(), LIBRARY), compiled.resolve("lib.jar"));
        unused = Sources.jar(
                Sources.compile(compiled.resolve("unused"), List.of(), UNUSED_LIBRARY), compiled.resolve("unused.jar"));
        program = Sources.compile(compiled.resolve("classes"), List.of(library), PROGRAM);
    }

    @SuppressWarnings("unchecked") // the programs above say so
    private static Object apply(Restored restored, Object input) throws Exception {
        return ((RemoteFunction<Object, Object>) restored.function()).apply(input);
    }

    private CodeLoader worker(CapturedClosure closure) throws IOException {
        return CodeLoader.of("worker", Sources.ship(closure.code().artifacts(), temp.resolve("cache")));
    }

    @Test
    void aLambdaRunsFromTheShippedJarsAlone() throws Exception {
        try (URLClassLoader driver = Sources.load(program, library, unused)) {
            CapturedClosure closure = capture.capture(Sources.call(driver, "app.Program", "lambda"), "mapper");
            try (CodeLoader loader = worker(closure)) {
                Object result = apply(ClosureRestorer.restore(closure.bytes(), loader), 10);

                assertThat(result).hasToString("Pair[left=21, right=2]");
                assertThat(result.getClass().getClassLoader()).isSameAs(loader);
                assertThat(closure.code().loader()).isSameAs(driver);
            }
        }
    }

    @Test
    void resultsComeBackAsTheDriversClasses() throws Exception {
        try (URLClassLoader driver = Sources.load(program, library)) {
            CapturedClosure closure = capture.capture(Sources.call(driver, "app.Program", "lambda"), "mapper");
            try (CodeLoader loader = worker(closure)) {
                Restored restored = ClosureRestorer.restore(closure.bytes(), loader);
                byte[] result = restored.codec().encode(apply(restored, 1), "result");
                Object value = new KryoValueCodec(closure.code().loader()).decode(result, 0, result.length);

                assertThat(value).hasSameClassAs(Sources.call(driver, "app.Program", "pair"));
            }
        }
    }

    @Test
    void anAnonymousClassRunsFromTheShippedJarsAlone() throws Exception {
        try (URLClassLoader driver = Sources.load(program, library)) {
            CapturedClosure closure = capture.capture(Sources.call(driver, "app.Program", "anonymous"), "mapper");
            try (CodeLoader loader = worker(closure)) {
                assertThat(apply(ClosureRestorer.restore(closure.bytes(), loader), 10))
                        .isEqualTo(15);
            }
        }
    }

    @Test
    void onlyWhatIsReachedIsShipped() throws Exception {
        try (URLClassLoader driver = Sources.load(program, library, unused)) {
            CapturedClosure closure = capture.capture(Sources.call(driver, "app.Program", "lambda"), "mapper");

            assertThat(Sources.names(closure.code().artifacts()))
                    .containsExactlyInAnyOrder(program.toString(), "lib.jar");
        }
    }

    @Test
    void theClassesOfInputsAreShippedToo() throws Exception {
        try (URLClassLoader driver = Sources.load(program, library)) {
            KryoValueCodec codec = new KryoValueCodec(driver);
            codec.encode(Sources.call(driver, "app.Program", "pair"), "input");

            assertThat(Sources.names(
                            new CodeFinder().codeFor(codec.classesSeen()).artifacts()))
                    .contains(program.toString());
        }
    }

    @Test
    void theSameClassesGiveTheSameHashWhateverTheirDates() throws Exception {
        List<String> hashes;
        try (URLClassLoader driver = Sources.load(program, library)) {
            hashes = hashes(driver);
        }
        Files.setLastModifiedTime(program.resolve("app/Program.class"), FileTime.fromMillis(1_000_000_000_000L));
        Path copy = Sources.compile(temp.resolve("copy"), List.of(library), PROGRAM);
        try (URLClassLoader driver = Sources.load(copy, library)) {
            assertThat(hashes(driver)).isEqualTo(hashes);
        }
        try (URLClassLoader driver = Sources.load(program, library)) {
            assertThat(hashes(driver)).isEqualTo(hashes);
        }
    }

    private static List<String> hashes(ClassLoader driver) throws ReflectiveOperationException {
        Object function = Sources.call(driver, "app.Program", "lambda");
        CapturedClosure closure = new ClosureCapture(new CodeFinder()).capture(function, "mapper");
        return List.of(
                closure.hash(),
                closure.code().artifacts().toString().replaceAll("name=[^,]*|content=[^,\\]]*|file=[^,]*", ""));
    }

    @Test
    void changedClassesGiveAnotherHash() throws Exception {
        CodeFinder finder = new CodeFinder();
        Path classes = Sources.compile(temp.resolve("classes"), List.of(library), PROGRAM);
        String before;
        try (URLClassLoader driver = Sources.load(classes, library)) {
            before = hash(finder, driver);
        }
        Files.writeString(classes.resolve("resource.txt"), "new");
        try (URLClassLoader driver = Sources.load(classes, library)) {
            assertThat(hash(finder, driver)).isNotEqualTo(before);
        }
    }

    private static String hash(CodeFinder finder, ClassLoader driver) throws ReflectiveOperationException {
        return finder.codeFor(List.of(driver.loadClass("app.Program")))
                .artifacts()
                .getFirst()
                .hash();
    }

    @Test
    void twoVersionsOfAClassDoNotMeet() throws Exception {
        String version = """
                package app;
                public final class Version {
                    public static dev.kinglet.RemoteFunction<Object, Object> lambda() { return x -> %s; }
                }
                """;
        Path first = Sources.compile(temp.resolve("first"), List.of(), version.formatted("1"));
        Path second = Sources.compile(temp.resolve("second"), List.of(), version.formatted("2"));
        try (URLClassLoader driver1 = Sources.load(first);
                URLClassLoader driver2 = Sources.load(second)) {
            CapturedClosure closure1 = capture.capture(Sources.call(driver1, "app.Version", "lambda"), "mapper");
            CapturedClosure closure2 = capture.capture(Sources.call(driver2, "app.Version", "lambda"), "mapper");
            try (CodeLoader loader1 = worker(closure1);
                    CodeLoader loader2 = worker(closure2)) {
                assertThat(apply(ClosureRestorer.restore(closure1.bytes(), loader1), 0))
                        .isEqualTo(1);
                assertThat(apply(ClosureRestorer.restore(closure2.bytes(), loader2), 0))
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void aClosureWhoseClassIsMissingNamesIt() throws Exception {
        try (URLClassLoader driver = Sources.load(program, library);
                CodeLoader empty = CodeLoader.of("empty", List.of())) {
            CapturedClosure closure = capture.capture(Sources.call(driver, "app.Program", "lambda"), "mapper");

            assertThatThrownBy(() -> ClosureRestorer.restore(closure.bytes(), empty))
                    .isInstanceOfSatisfying(
                            UndecodableException.class,
                            e -> assertThat(e.missingClass()).isEqualTo("app.Program"));
        }
    }

    @Test
    void aClassThatIsMissingWhenTheFunctionRunsIsFound() throws Exception {
        try (URLClassLoader driver = Sources.load(program, library)) {
            CapturedClosure closure = capture.capture(Sources.call(driver, "app.Program", "lambda"), "mapper");
            List<CodeArtifact> withoutLibrary = closure.code().artifacts().stream()
                    .filter(artifact -> !artifact.name().equals("lib.jar"))
                    .toList();
            try (CodeLoader loader = CodeLoader.of("worker", Sources.ship(withoutLibrary, temp.resolve("cache")))) {
                Restored restored = ClosureRestorer.restore(closure.bytes(), loader);

                assertThatThrownBy(() -> apply(restored, 1))
                        .satisfies(e -> assertThat(MissingClass.find(e)).isEqualTo("lib.Doubler"));
                assertThat(MissingClass.describe("lib.Doubler", "mapper", Sources.names(withoutLibrary)))
                        .startsWith("class lib.Doubler, needed by mapper, is not among the code that was shipped: ["
                                + program + "]")
                        .contains("Doubler.class");
            }
        }
    }

    @Test
    void servicesAndResourcesOfShippedJarsAreFound() throws Exception {
        Path services = Sources.compile(temp.resolve("services"), List.of(), """
                package app;
                public class Provider implements Runnable { public void run() {} }
                """);
        Sources.writeService(services, "java.lang.Runnable", "app.Provider");
        Path user = Sources.compile(temp.resolve("user"), List.of(), """
                package user;
                import java.util.ServiceLoader;
                public final class User {
                    public static dev.kinglet.RemoteFunction<Object, Object> lambda() {
                        return x -> ServiceLoader.load(Runnable.class).findFirst().get().getClass().getName();
                    }
                }
                """);
        try (URLClassLoader driver = Sources.load(user, Sources.jar(services, temp.resolve("services.jar")))) {
            CapturedClosure closure = capture.capture(Sources.call(driver, "user.User", "lambda"), "mapper");
            assertThat(Sources.names(closure.code().artifacts())).contains("services.jar");
            try (CodeLoader loader = worker(closure)) {
                assertThat(ServiceLoader.load(Runnable.class, loader).findFirst())
                        .isPresent();
                assertThat(loader.getResource("META-INF/services/java.lang.Runnable"))
                        .isNotNull();
                assertThat(loader.getResource("org/assertj/core/api/Assertions.class"))
                        .isNull();
                assertThatThrownBy(() -> loader.loadClass("org.assertj.core.api.Assertions"))
                        .isInstanceOf(ClassNotFoundException.class);
                assertThat(loader.loadClass("dev.kinglet.RemoteFunction")).isSameAs(RemoteFunction.class);
            }
        }
    }

    @Test
    void theLambdaOfATestIsShippedWithWhatTheTestMentions() throws Exception {
        RemoteFunction<Integer, Integer> function = x -> x + 1;
        CapturedClosure closure = capture.capture(function, "mapper");

        assertThat(Sources.names(closure.code().artifacts()))
                .anyMatch(name -> name.endsWith("test-classes"))
                .anyMatch(name -> name.startsWith("assertj-core"))
                .noneMatch(name -> name.startsWith("kryo"));
        try (CodeLoader loader = worker(closure)) {
            assertThat(apply(ClosureRestorer.restore(closure.bytes(), loader), 1))
                    .isEqualTo(2);
        }
    }

    @Test
    void ofALargeDirectoryOnlyTheClassesThatAreNeededAreShipped() throws IOException {
        DirectoryPacker packer = new DirectoryPacker(10);
        TreeMap<String, byte[]> needed = new TreeMap<>(Map.of("app/A.class", new byte[] {1}));

        assertThat(packer.pack(program, needed).hash())
                .isEqualTo(CodeFinder.packed("any", null, needed).hash());
    }

    @Test
    void theClassesOfALoaderWithoutFilesAreShippedOneByOne() throws Exception {
        try (URLClassLoader files = Sources.load(program, library)) {
            ClassLoader memory = new ClassLoader("memory", ShippingTest.class.getClassLoader()) {
                @Override
                protected Class<?> findClass(String name) throws ClassNotFoundException {
                    try (InputStream in = files.getResourceAsStream(name.replace('.', '/') + ".class")) {
                        if (in == null) {
                            throw new ClassNotFoundException(name);
                        }
                        byte[] bytes = in.readAllBytes();
                        return defineClass(name, bytes, 0, bytes.length);
                    } catch (IOException e) {
                        throw new ClassNotFoundException(name, e);
                    }
                }

                @Override
                protected @Nullable URL findResource(String name) {
                    URL file = files.findResource(name);
                    return file == null ? null : withoutFile(file);
                }
            };
            CapturedClosure closure = capture.capture(Sources.call(memory, "app.Program", "lambda"), "mapper");

            assertThat(Sources.names(closure.code().artifacts())).containsExactly("classes of memory");
            try (CodeLoader loader = worker(closure)) {
                assertThat(apply(ClosureRestorer.restore(closure.bytes(), loader), 10))
                        .hasToString("Pair[left=21, right=2]");
            }
        }
    }

    /** The same bytes at an address that names no file. */
    private static URL withoutFile(URL file) {
        try {
            return URL.of(new URI("memory", "/" + file.getPath(), null), new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) throws IOException {
                    return file.openConnection();
                }
            });
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLoaderThatHidesItsClassesIsRefused() throws Exception {
        try (URLClassLoader files = Sources.load(program, library)) {
            ClassLoader hiding = new ClassLoader("hiding", ShippingTest.class.getClassLoader()) {
                @Override
                protected Class<?> findClass(String name) throws ClassNotFoundException {
                    try (InputStream in = files.getResourceAsStream(name.replace('.', '/') + ".class")) {
                        byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                        return defineClass(name, bytes, 0, bytes.length);
                    } catch (IOException e) {
                        throw new ClassNotFoundException(name, e);
                    }
                }
            };

            assertThatThrownBy(() -> capture.capture(Sources.call(hiding, "app.Program", "lambda"), "mapper"))
                    .isInstanceOf(NotTransportableException.class)
                    .hasMessageContaining("the code of class app.Program cannot be shipped")
                    .hasMessageContaining("does not give the bytes of app/Program.class");
        }
    }
}
