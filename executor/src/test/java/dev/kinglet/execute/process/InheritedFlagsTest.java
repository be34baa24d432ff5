package dev.kinglet.execute.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.RemoteFunction;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Field;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers take over from the driver's JVM, and what they are given by a setting. */
final class InheritedFlagsTest {

    /** What a function sees of its JVM. */
    private static final RemoteFunction<Integer, List<String>> LOOK = x -> {
        List<String> seen = new ArrayList<>();
        seen.add(ZoneId.systemDefault().getId());
        seen.add(Locale.getDefault().toLanguageTag());
        seen.add(Locale.getDefault(Locale.Category.FORMAT).toLanguageTag());
        seen.add(Charset.defaultCharset().name());
        seen.add(System.getProperty("app.mode") + "|" + System.getProperty("app.quoted"));
        seen.add("vectors "
                + ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        seen.add("opened " + Object.class.getModule().isOpen("java.lang", InheritedFlagsTest.class.getModule()));
        seen.add("previews " + previews());
        seen.add("assertions of users "
                + Class.forName("com.acme.Any", false, new Anybody(0)).desiredAssertionStatus());
        return seen;
    };

    /** Has a class that is nobody's, of the class file version given. */
    private static final class Anybody extends ClassLoader {

        private final int minorVersion;

        Anybody(int minorVersion) {
            this.minorVersion = minorVersion;
        }

        @Override
        protected Class<?> findClass(String name) {
            byte[] bytes = ClassFile.of()
                    .build(
                            ClassDesc.of(name),
                            builder -> builder.withVersion(Runtime.version().feature() + 44, minorVersion));
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** Whether a class that asks for preview features may be loaded: its minor version says so. */
    private static boolean previews() throws ClassNotFoundException {
        try {
            return new Anybody(65_535).loadClass("com.acme.Preview") != null;
        } catch (UnsupportedClassVersionError e) {
            return false;
        }
    }

    /** Prints what it sees itself, and what its function sees. */
    static final class Driver {

        private Driver() {}

        public static void main(String[] arguments) throws Exception {
            try (FunctionExecutor executor = FunctionExecutor.create(Map.of("workers", "1", "store", arguments[0]))) {
                System.out.println("driver " + LOOK.apply(1));
                System.out.println("worker " + executor.call(LOOK, 1).join());
            }
        }
    }

    @Test
    void aWorkerSeesWhatItsDriverSees(@TempDir Path folder) throws IOException, InterruptedException {
        Path more = Files.writeString(folder.resolve("more"), "# of a build\n\"-Dapp.quoted=two words\" -ea\n");
        Process driver = new ProcessBuilder(
                        WorkerJvm.ownJava().toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx200m",
                        "-Duser.timezone=Asia/Tokyo",
                        "-Duser.language=sr",
                        "-Duser.script=Latn",
                        "-Duser.language.format=de",
                        "-Dfile.encoding=COMPAT",
                        "-Dapp.mode=test",
                        "--enable-preview",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "@" + more,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Driver.class.getName(),
                        folder.resolve("store").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(driver.getInputStream().readAllBytes(), UTF_8);

        assertThat(driver.waitFor()).as(said).isZero();
        List<String> seen = said.lines()
                .filter(line -> line.startsWith("driver ") || line.startsWith("worker "))
                .map(line -> line.substring(7))
                .toList();
        assertThat(seen).as(said).hasSize(2);
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(seen.get(0))
                .contains("Asia/Tokyo", "sr-Latn", "test|two words", "vectors true", "opened true", "previews true")
                .contains("assertions of users true");
    }

    @Test
    void aSettingGivesWorkersOptionsOfTheirOwn(@TempDir Path folder) {
        Map<String, String> settings = Map.of(
                "workers", "1", "store", folder.toString(), "worker-options", "-Dapp.mode='a b' --enable-preview");
        try (FunctionExecutor executor = FunctionExecutor.create(settings)) {
            assertThat(executor.call(LOOK, 1).join()).contains("a b|null", "previews true");
        }
    }

    @Test
    void aFunctionThatLacksAnOptionSaysWhichToSet(@TempDir Path folder) {
        RemoteFunction<Integer, Object> opening = x -> {
            Field value = String.class.getDeclaredField("value");
            value.setAccessible(true);
            return x;
        };
        RemoteFunction<Integer, Object> vectors =
                x -> Class.forName("jdk.incubator.vector.Vector").getName();
        RemoteFunction<Integer, Object> preview =
                x -> new Anybody(65_535).loadClass("com.acme.Preview").getName();
        Map<String, String> settings = Map.of("workers", "1", "store", folder.toString());
        try (FunctionExecutor executor = FunctionExecutor.create(settings)) {
            assertThatThrownBy(() -> executor.call(opening, 1).join())
                    .hasMessageContaining("worker-options to --add-opens java.base/java.lang=ALL-UNNAMED)");
            assertThatThrownBy(() -> executor.call(vectors, 1).join())
                    .hasMessageContaining("worker-options to --add-modules jdk.incubator.vector)");
            assertThatThrownBy(() -> executor.call(preview, 1).join())
                    .hasMessageContaining("worker-options to --enable-preview)");
        }
    }

    @Test
    void optionsThatKingletSetsAreRefused() {
        for (String options : List.of("-Xmx2g", "-cp lib", "-Dx=1 Main", "-Dx='1")) {
            assertThatThrownBy(() -> FunctionExecutor.create(Map.of("worker-options", options)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("worker-options must ")
                    .hasMessageContaining(options);
        }
    }

    @Test
    void whatSizesOrWatchesTheDriverStaysWithIt() {
        List<String> line = List.of(
                "-Xmx4g",
                "-XX:+UseZGC",
                "-agentlib:jdwp=transport=dt_socket",
                "-javaagent:a.jar",
                "-cp",
                "-Dnot=one",
                "--module-path",
                "mods",
                "--add-modules",
                "com.acme.app",
                "-Dcom.sun.management.jmxremote.port=1",
                "-Dkinglet.workers=3",
                "-Dkept=1",
                "-ea:com.acme...",
                "-Xss4m",
                "-jar",
                "app.jar",
                "-Dargument=1");

        assertThat(InheritedFlags.of(line)).containsExactly("-Dkept=1", "-ea:com.acme...", "-Xss4m");
    }
}
