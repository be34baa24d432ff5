package dev.kinglet.invoke;

import dev.kinglet.config.LoadedSettings;
import dev.kinglet.config.PlatformSetting;
import dev.kinglet.config.SettingsLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** Finds platforms by their names: Kinglet's own, and those that are on the class path. */
public final class PlatformProviders {

    /** Our own platforms, by the names of their providers: a {@link ServiceLoader} opens every jar of the class path. */
    private static final Map<String, String> BUILT_IN = Map.of(
            "process", "dev.kinglet.execute.process.ProcessPlatformProvider",
            "thread", "dev.kinglet.execute.thread.ThreadPlatformProvider");

    private PlatformProviders() {}

    /**
     * The settings of this process, with those of the platform that they choose.
     *
     * @param program the program's own settings, by key, which win over all others
     * @throws IllegalArgumentException if there is no such platform, if a key does not exist, or a value is wrong, saying where it was given
     */
    public static LoadedSettings settings(Map<String, String> program) {
        return SettingsLoader.load(
                program,
                platform -> BUILT_IN.containsKey(platform)
                        ? List.of()
                        : named(platform).settings(),
                PlatformProviders::declared);
    }

    /** The keys of every platform on the class path, whichever is chosen. */
    private static Set<String> declared() {
        Set<String> keys = new TreeSet<>();
        others().forEach(provider ->
                provider.settings().stream().map(PlatformSetting::name).forEach(keys::add));
        return keys;
    }

    /**
     * The provider of a platform.
     *
     * @throws IllegalArgumentException if there is none, with those that there are
     */
    public static PlatformProvider named(String name) {
        String builtIn = BUILT_IN.get(name);
        if (builtIn != null) {
            return builtIn(name, builtIn);
        }
        Set<String> known = new TreeSet<>(BUILT_IN.keySet());
        for (PlatformProvider provider : others()) {
            if (provider.name().equals(name)) {
                return provider;
            }
            known.add(provider.name());
        }
        throw new IllegalArgumentException(
                "platform must be one of " + new ArrayList<>(known) + ", but is \"" + name + "\"");
    }

    private static PlatformProvider builtIn(String name, String type) {
        try {
            return Class.forName(type)
                    .asSubclass(PlatformProvider.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "platform \"" + name + "\" is not on the class path: add dev.kinglet:kinglet-executor", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this build of Kinglet lacks " + type, e);
        }
    }

    private static Iterable<PlatformProvider> others() {
        return ServiceLoader.load(PlatformProvider.class, loader());
    }

    /** The program's, where it is one that knows this Kinglet: a notebook adds its jars to a loader of its own. */
    private static ClassLoader loader() {
        ClassLoader own = PlatformProvider.class.getClassLoader();
        ClassLoader programs = Thread.currentThread().getContextClassLoader();
        try {
            return programs != null && programs.loadClass(PlatformProvider.class.getName()) == PlatformProvider.class
                    ? programs
                    : own;
        } catch (ClassNotFoundException e) {
            return own;
        }
    }
}
