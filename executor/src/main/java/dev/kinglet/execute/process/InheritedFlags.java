package dev.kinglet.execute.process;

import dev.kinglet.config.JvmOptions;
import dev.kinglet.config.Words;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's JVM takes over from the driver's, so that a function computes there what it computes here: the default time zone, locale
 * and charset as they are now, assertions, and of the driver's command line the options that change what code means: its system
 * properties, preview features, modules and the size of stacks. What sizes or watches the driver (memory, collectors, agents) stays.
 */
final class InheritedFlags {

    private static final List<String> PREFIXES = List.of(
            "-ea",
            "-da",
            "-enableassertions",
            "-disableassertions",
            "-esa",
            "-dsa",
            "-enablesystemassertions",
            "-disablesystemassertions",
            "-Xss",
            "-XX:ThreadStackSize",
            "--enable-preview");

    /** Options that change the graph of modules, for which the ahead-of-time cache was not made. */
    private static final List<String> OF_MODULES = List.of(
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--enable-native-access",
            "--limit-modules");

    /** Properties that say where the driver is, or what is told in another way. */
    private static final List<String> DRIVERS_OWN = List.of(
            "kinglet.",
            "user.home",
            "user.dir",
            "user.name",
            "user.timezone",
            "user.language",
            "user.script",
            "user.country",
            "user.variant",
            "user.extensions",
            "file.encoding",
            "java.class.path",
            "java.home",
            "java.system.class.loader",
            "java.util.logging.",
            "java.util.concurrent.ForkJoinPool.common.threadFactory",
            "java.util.concurrent.ForkJoinPool.common.exceptionHandler",
            "java.rmi.",
            "com.sun.management",
            "javax.net.ssl.trustStore",
            "jdk.module.",
            "sun.java.");

    /** Kinglet's part of a worker is not what the user wants to be checked, and Arrow's assertions make it many times slower. */
    private static final List<String> ASSERTIONS =
            List.of("-ea", "-da:dev.kinglet...", "-da:org.apache.arrow...", "-da:com.esotericsoftware...");

    private static final Path LINE = Path.of("/proc/self/cmdline");

    private static final int MAX_FILES = 10;

    private InheritedFlags() {}

    static List<String> ofThisProcess() {
        List<String> flags = new ArrayList<>();
        flags.add("-Duser.timezone=" + TimeZone.getDefault().getID());
        locale(flags, "", Locale.getDefault());
        locale(flags, ".display", Locale.getDefault(Locale.Category.DISPLAY));
        locale(flags, ".format", Locale.getDefault(Locale.Category.FORMAT));
        Charset charset = Charset.defaultCharset();
        if (!charset.equals(StandardCharsets.UTF_8)) {
            flags.add("-Dfile.encoding=" + charset.name());
        }
        // Those of test runners are switched on without an option.
        if (InheritedFlags.class.desiredAssertionStatus()) {
            flags.addAll(ASSERTIONS);
        }
        flags.addAll(of(commandLine()));
        return flags;
    }

    /** All parts, also those that are empty: the worker would take them from its environment. */
    private static void locale(List<String> flags, String category, Locale locale) {
        if (!category.isEmpty() && locale.equals(Locale.getDefault())) {
            return;
        }
        Map<String, String> parts = Map.of(
                "language", locale.getLanguage(),
                "script", locale.getScript(),
                "country", locale.getCountry(),
                "variant", locale.getVariant());
        parts.forEach((part, value) -> flags.add("-Duser." + part + category + "=" + value));
        if (locale.hasExtensions()) {
            List<String> extensions = new ArrayList<>();
            locale.getExtensionKeys().forEach(key -> extensions.add(key + "-" + locale.getExtension(key)));
            flags.add("-Duser.extensions" + category + "=" + String.join("-", extensions));
        }
    }

    /** The options of a command line that a worker takes over. */
    static List<String> of(List<String> line) {
        List<String> options = JvmOptions.before(line);
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            @Nullable String next = JvmOptions.takesNext(option) && i + 1 < options.size() ? options.get(++i) : null;
            if (isTaken(option, next)) {
                taken.add(next == null ? option : option + "=" + next);
            }
        }
        return taken;
    }

    private static boolean isTaken(String option, @Nullable String next) {
        if (option.startsWith("-D")) {
            return DRIVERS_OWN.stream().noneMatch(own -> option.startsWith(own, 2));
        }
        String name = option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
        if (OF_MODULES.contains(name) && !name.equals("--limit-modules")) {
            return areJdks(next != null ? next : option.substring(name.length() + 1));
        }
        return PREFIXES.stream().anyMatch(option::startsWith);
    }

    /** Whether modules are the JDK's: the driver's own are not there in a worker, whose code has no modules. */
    private static boolean areJdks(String value) {
        ModuleFinder jdk = ModuleFinder.ofSystem();
        for (String each : value.split("[=/]", 2)[0].split(",", -1)) {
            if (!each.equals("ALL-UNNAMED") && jdk.find(each).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the ahead-of-time cache would not fit. */
    static boolean changeModules(List<String> flags) {
        return flags.stream().anyMatch(flag -> OF_MODULES.stream().anyMatch(flag::startsWith));
    }

    /** The words behind {@code java}, without what argument files hide. */
    private static List<String> commandLine() {
        List<String> words = new ArrayList<>();
        @Nullable String variable = System.getenv("JDK_JAVA_OPTIONS");
        if (variable != null) {
            words.addAll(JvmOptions.before(expanded(Words.split(variable))));
        }
        words.addAll(expanded(arguments()));
        return words;
    }

    /** What the system knows of it. The JDK gives up on a line of more than a page, and a class path is soon longer. */
    private static List<String> arguments() {
        if (Files.isReadable(LINE)) {
            try {
                List<String> words = List.of(Files.readString(LINE).split("\0", -1));
                return words.subList(1, words.size());
            } catch (IOException e) {
                System.getLogger(InheritedFlags.class.getName())
                        .log(System.Logger.Level.DEBUG, "cannot read " + LINE, e);
            }
        }
        return List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
    }

    private static List<String> expanded(List<String> line) {
        List<String> words = new ArrayList<>();
        int files = 0;
        for (String word : line) {
            if (word.startsWith("@") && files < MAX_FILES) {
                files++;
                words.addAll(read(Path.of(word.substring(1))));
            } else {
                words.add(word);
            }
        }
        return words;
    }

    private static List<String> read(Path file) {
        try {
            return Words.ofArgumentFile(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            System.getLogger(InheritedFlags.class.getName())
                    .log(System.Logger.Level.DEBUG, "workers take over nothing of " + file, e);
            return List.of();
        }
    }
}
