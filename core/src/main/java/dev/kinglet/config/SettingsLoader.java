package dev.kinglet.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings. Who wins, the strongest first: the program (and the command line), system properties {@code kinglet.<key>},
 * variables {@code KINGLET_<KEY>}, {@code kinglet.yaml}, the default. The file is the one that {@code KINGLET_CONFIG} names, else
 * {@code kinglet.yaml} in the current directory, else in {@code ~/.config/kinglet}; only one is read.
 */
public final class SettingsLoader {

    private static final String FILE_NAME = "kinglet.yaml";

    /** The origin of a value that nobody gave. */
    static final String DEFAULT = "default";

    /** Of the executor whose function this thread runs, in the same process. */
    private static final ScopedValue<Map<String, String>> DRIVERS = ScopedValue.newInstance();

    private final Surroundings surroundings;

    SettingsLoader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The settings of this process.
     *
     * @param program the program's own settings, by key, which win over all others
     * @throws IllegalArgumentException if a key does not exist or a value is wrong, saying where it was given
     */
    public static LoadedSettings load(Map<String, String> program) {
        return new SettingsLoader(Surroundings.ofThisProcess()).resolve(program);
    }

    /**
     * Does {@code work}, a function of an executor with these settings that runs in this process: executors that it makes have them, too,
     * unless they are given others. Worker processes have them as variables, {@link #variables}.
     */
    public static <V extends @Nullable Object> V within(Settings settings, Supplier<V> work) {
        return ScopedValue.where(DRIVERS, settings.forFunctions()).call(work::get);
    }

    /** The variables by which another process has these settings. */
    public static Map<String, String> variables(Settings settings) {
        Map<String, String> variables = new TreeMap<>();
        for (SettingKey<?> key : SettingKey.ALL) {
            String text = settings.forFunctions().get(key.name());
            if (text != null) {
                variables.put(key.variable(), text);
            }
        }
        return variables;
    }

    /** A time as settings take it: {@code 30s}, {@code 2h}, {@code 7d}. */
    public static Duration time(String text) {
        try {
            return ValueReader.duration(Duration.ZERO, Duration.ofDays(36_500)).read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" " + e.getMessage(), e);
        }
    }

    LoadedSettings resolve(Map<String, String> program) {
        // The weakest first, so that a later one replaces it.
        Map<String, GivenValue> given = new LinkedHashMap<>();
        SettingKey.ALL.forEach(
                key -> given.put(key.name(), new GivenValue(key.defaultText().apply(surroundings), DEFAULT)));
        Path file = file();
        if (file != null) {
            new SettingsFile(file).read().forEach((key, value) -> give(given, key, value, key));
        }
        variables(given);
        properties(given);
        DRIVERS.orElse(Map.of())
                .forEach((key, text) -> give(given, key, new GivenValue(text, "the function's executor"), key));
        new TreeMap<>(program).forEach((key, text) -> give(given, key, new GivenValue(text, "the program"), key));

        Map<SettingKey<?>, GivenValue> byKey = new LinkedHashMap<>();
        for (SettingKey<?> key : SettingKey.ALL) {
            GivenValue value = given.get(key.name());
            if (value != null) {
                byKey.put(key, value);
            }
        }
        return new LoadedSettings(byKey);
    }

    private @Nullable Path file() {
        String named = surroundings.environment().get(Surroundings.CONFIG_VARIABLE);
        if (named != null && !named.isBlank()) {
            Path file = surroundings.directory().resolve(named);
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(
                        Surroundings.CONFIG_VARIABLE + " names " + file + ", which is not a file");
            }
            return file;
        }
        for (Path folder : List.of(surroundings.directory(), surroundings.configFolder())) {
            Path file = folder.resolve(FILE_NAME);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }

    private void variables(Map<String, GivenValue> given) {
        new TreeMap<>(surroundings.environment()).forEach((variable, text) -> {
            // An empty variable is how many shells and container files say "not set".
            if (variable.startsWith(Surroundings.VARIABLE_PREFIX)
                    && !text.isEmpty()
                    && !Surroundings.isNoSetting(variable)) {
                String key = variable.substring(Surroundings.VARIABLE_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                give(given, key, new GivenValue(text, variable), variable);
            }
        });
    }

    private void properties(Map<String, GivenValue> given) {
        new TreeMap<>(surroundings.properties()).forEach((property, text) -> {
            if (property.startsWith(Surroundings.PROPERTY_PREFIX)
                    && !property.startsWith(Surroundings.OTHER_PROPERTY_PREFIX)) {
                String key = property.substring(Surroundings.PROPERTY_PREFIX.length());
                give(given, key, new GivenValue(text, "-D" + property), property);
            }
        });
    }

    private static void give(Map<String, GivenValue> given, String key, GivenValue value, String writtenAs) {
        if (!given.containsKey(key)) {
            List<String> known = SettingKey.ALL.stream().map(SettingKey::name).toList();
            throw new IllegalArgumentException("there is no setting " + writtenAs + " (" + value.origin()
                    + "); did you mean " + Nearest.to(key, known) + "? There are " + String.join(", ", known));
        }
        given.put(key, value);
    }
}
