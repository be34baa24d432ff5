package dev.kinglet.execute.global;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.closure.CodeLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job has the JDBC drivers of its own code, whatever jobs its worker had before. */
class JdbcDriversTest {

    private static final String DRIVER = """
        package drivers;
        import java.sql.*;
        public class Own implements Driver {
            static {
                try {
                    DriverManager.registerDriver(new Own());
                } catch (SQLException e) {
                    throw new ExceptionInInitializerError(e);
                }
            }
            public Connection connect(String url, java.util.Properties info) { return null; }
            public boolean acceptsURL(String url) { return url.startsWith("jdbc:kinglet-test:"); }
            public DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties info) { return new DriverPropertyInfo[0]; }
            public int getMajorVersion() { return 1; }
            public int getMinorVersion() { return 0; }
            public boolean jdbcCompliant() { return false; }
            public java.util.logging.Logger getParentLogger() { return null; }
        }
        """;

    private static final String USE = """
        package drivers;
        public class Use implements java.util.concurrent.Callable<ClassLoader> {
            public ClassLoader call() throws Exception {
                return java.sql.DriverManager.getDriver("jdbc:kinglet-test:x").getClass().getClassLoader();
            }
        }
        """;

    @TempDir
    Path folder;

    private Path jar() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("drivers"));
        Path driver = Files.writeString(sources.resolve("Own.java"), DRIVER);
        Path use = Files.writeString(sources.resolve("Use.java"), USE);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", driver.toString(), use.toString()))
                .isZero();
        Path jar = folder.resolve("drivers.jar");
        try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("drivers/Own.class", "drivers/Use.class")) {
                stream.putNextEntry(new JarEntry(name));
                stream.write(Files.readAllBytes(folder.resolve(name)));
            }
            stream.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
            stream.write("not.there.Driver\ndrivers.Own\n".getBytes(UTF_8));
        }
        return jar;
    }

    @Test
    void eachJobHasTheDriversOfItsOwnCode() throws Exception {
        Path jar = jar();
        GlobalState state = GlobalState.shared();
        for (int job = 0; job < 2; job++) {
            try (CodeLoader loader = CodeLoader.of("job " + job, List.of(jar), state.job())) {
                Class<?> use = loader.loadClass("drivers.Use");
                Object made = use.getDeclaredConstructor().newInstance();
                assertThat(((Callable<?>) made).call()).isSameAs(loader);
            }
        }
    }
}
