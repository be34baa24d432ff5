package dev.kinglet.cli;

import dev.kinglet.config.LoadedSettings;
import dev.kinglet.invoke.PlatformProviders;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command line gives settings; they win over {@code KINGLET_*} and {@code kinglet.yaml}. */
final class SettingOptions {

    @Option(names = "--platform", paramLabel = "NAME", description = "where workers run: process, thread")
    private @Nullable String platform;

    @Option(names = "--store", paramLabel = "LOCATION", description = "a folder, or s3://bucket/prefix")
    private @Nullable String store;

    @Option(names = "--workers", paramLabel = "N", description = "how many workers at once")
    private @Nullable String workers;

    @Option(names = "--memory", paramLabel = "SIZE", description = "memory of a function: 512, 1 GB")
    private @Nullable String memory;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "any setting; kinglet config shows them all")
    private Map<String, String> others = new LinkedHashMap<>();

    @Option(names = "--verbose", description = "show stack traces of the driver, too")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    /** What was given, by key. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>(others);
        put(given, "platform", platform);
        put(given, "store", store);
        put(given, "workers", workers);
        put(given, "memory", memory);
        return given;
    }

    /** All settings as they hold, checked. */
    LoadedSettings load() {
        return PlatformProviders.settings(given());
    }

    private static void put(Map<String, String> given, String key, @Nullable String value) {
        if (value != null) {
            given.put(key, value);
        }
    }
}
