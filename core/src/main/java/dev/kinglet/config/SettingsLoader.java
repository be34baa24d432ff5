package dev.kinglet.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
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
     * @param declared the settings that the platform of a name has beside those of all
     * @param known the keys that any platform declares: those of others than the chosen one may be given and are not looked at. Asked only where
     *     there is such a key.
     * @throws IllegalArgumentException if a key does not exist or a value is wrong, saying where it was given
     */
    public static LoadedSettings load(
            Map<String, String> program,
            Function<String, List<PlatformSetting<?>>> declared,
            Supplier<Set<String>> known) {
        return new SettingsLoader(Surroundings.ofThisProcess()).resolve(program, declared, known);
    }

    /** As the other, where the platform's own settings are of no interest. */
    public static LoadedSettings load(Map<String, String> program) {
        return load(program, platform -> List.of(), Set::of);
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
        settings.forFunctions().forEach((key, text) -> variables.put(SettingKey.variable(key), text));
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

    LoadedSettings resolve(
            Map<String, String> program,
            Function<String, List<PlatformSetting<?>>> declared,
            Supplier<Set<String>> known) {
        List<Given> given = given(program);
        List<SettingKey<?>> keys = new ArrayList<>(SettingKey.ALL);
        declared.apply(platform(given)).forEach(setting -> keys.add(setting.key()));
        Map<String, GivenValue> values = new LinkedHashMap<>();
        keys.forEach(
                key -> values.put(key.name(), new GivenValue(key.defaultText().apply(surroundings), DEFAULT)));
        for (Given one : given) {
            if (values.replace(one.key(), one.value()) == null && !known.get().contains(one.key())) {
                throw unknown(one, keys);
            }
        }
        Map<SettingKey<?>, GivenValue> byKey = new LinkedHashMap<>();
        keys.forEach(key -> byKey.put(key, values.get(key.name())));
        return new LoadedSettings(byKey);
    }

    /** What somebody has given. */
    private record Given(String key, GivenValue value, String writtenAs) {}

    /** All that was given, the weakest first, so that a later one replaces it. */
    private List<Given> given(Map<String, String> program) {
        List<Given> given = new ArrayList<>();
        Path file = file();
        if (file != null) {
            new SettingsFile(file).read().forEach((key, value) -> given.add(new Given(key, value, key)));
        }
        variables(given);
        properties(given);
        DRIVERS.orElse(Map.of())
                .forEach(
                        (key, text) -> given.add(new Given(key, new GivenValue(text, "the function's executor"), key)));
        new TreeMap<>(program)
                .forEach((key, text) -> given.add(new Given(key, new GivenValue(text, "the program"), key)));
        return given;
    }

    private String platform(List<Given> given) {
        String name = SettingKey.PLATFORM.name();
        return given.reversed().stream()
                .filter(one -> one.key().equals(name))
                .findFirst()
                .map(one -> one.value().text().strip())
                .orElseGet(() -> SettingKey.PLATFORM.defaultText().apply(surroundings));
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

    private void variables(List<Given> given) {
        new TreeMap<>(surroundings.environment()).forEach((variable, text) -> {
            // An empty variable is how many shells and container files say "not set".
            if (variable.startsWith(Surroundings.VARIABLE_PREFIX)
                    && !text.isEmpty()
                    && !Surroundings.isNoSetting(variable)) {
                String key = variable.substring(Surroundings.VARIABLE_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                given.add(new Given(key, new GivenValue(text, variable), variable));
            }
        });
    }

    private void properties(List<Given> given) {
        new TreeMap<>(surroundings.properties()).forEach((property, text) -> {
            if (property.startsWith(Surroundings.PROPERTY_PREFIX)
                    && !property.startsWith(Surroundings.OTHER_PROPERTY_PREFIX)) {
                String key = property.substring(Surroundings.PROPERTY_PREFIX.length());
                given.add(new Given(key, new GivenValue(text, "-D" + property), property));
            }
        });
    }

    private static IllegalArgumentException unknown(Given given, List<SettingKey<?>> keys) {
        List<String> names = keys.stream().<String>map(SettingKey::name).toList();
        return new IllegalArgumentException("there is no setting " + given.writtenAs() + " ("
                + given.value().origin() + "); did you mean " + Nearest.to(given.key(), names) + "? There are "
                + String.join(", ", names));
    }
}
