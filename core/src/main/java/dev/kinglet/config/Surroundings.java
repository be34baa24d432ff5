package dev.kinglet.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration is read from, so that tests bring their own.
 *
 * @param environment the process's variables
 * @param properties the JVM's system properties
 * @param directory the current directory
 * @param home the user's home directory, or null where there is none
 * @param processors how many processors there are
 */
record Surroundings(
        Map<String, String> environment,
        Map<String, String> properties,
        Path directory,
        @Nullable Path home,
        int processors) {

    /** What the variables of the configuration begin with. */
    static final String VARIABLE_PREFIX = "KINGLET_";

    /** What the system properties of the configuration begin with. */
    static final String PROPERTY_PREFIX = "kinglet.";

    /** The variable that names the file to read. */
    static final String CONFIG_VARIABLE = "KINGLET_CONFIG";

    /** Properties below this one are no settings: they say where the launcher keeps workers' ahead-of-time caches. */
    static final String OTHER_PROPERTY_PREFIX = "kinglet.aot.";

    /** Variables that are no settings: the file's name, and what Kinglet gives to its workers. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            CONFIG_VARIABLE,
            "KINGLET_SIGNING_KEY",
            "KINGLET_JAVA_OPTIONS",
            "KINGLET_WORKER_CACHE",
            "KINGLET_WORKER_ID",
            "KINGLET_WORKER_LIFELINE");

    /** What Kinglet's tests look for. */
    private static final String TEST_PREFIX = "KINGLET_TEST_";

    /** Those of this process. */
    static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                strings(System.getProperties()),
                Path.of("").toAbsolutePath(),
                UserFolders.home(),
                Runtime.getRuntime().availableProcessors());
    }

    private static Map<String, String> strings(Properties properties) {
        Map<String, String> strings = new HashMap<>();
        properties.forEach((name, value) -> strings.put(String.valueOf(name), String.valueOf(value)));
        return strings;
    }

    /** Whether a variable that begins as settings do is none. */
    static boolean isNoSetting(String variable) {
        return variable.startsWith(TEST_PREFIX) || OTHER_VARIABLES.contains(variable);
    }

    /** Where things may lie that can be made again. */
    Path cacheFolder() {
        return UserFolders.cache(environment, home);
    }

    /** Where the user's own configuration lies. */
    Path configFolder() {
        String given = environment.get("XDG_CONFIG_HOME");
        if (given != null && !given.isBlank()) {
            return Path.of(given).resolve("kinglet");
        }
        return (home == null ? directory : home.resolve(".config")).resolve("kinglet");
    }
}
