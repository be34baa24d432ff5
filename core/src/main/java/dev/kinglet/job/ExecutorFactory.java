package dev.kinglet.job;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.config.Settings;
import dev.kinglet.config.SettingsLoader;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.PlatformProvider;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Makes executors: loads the settings, opens the store, and finds the platform by its name. */
public final class ExecutorFactory implements FunctionExecutor.Factory {

    /** For {@link ServiceLoader}. */
    public ExecutorFactory() {}

    @Override
    public FunctionExecutor create(Map<String, String> given) {
        Settings settings = SettingsLoader.load(given);
        PlatformProvider provider = provider(settings.platform());
        ObjectStore store = ObjectStores.open(settings.store());
        SigningKey key = SigningKey.random();
        Platform platform = provider.create(settings, key);
        return new KingletExecutor(settings, store, platform, key);
    }

    private static PlatformProvider provider(String name) {
        List<String> known = new ArrayList<>();
        for (PlatformProvider provider :
                ServiceLoader.load(PlatformProvider.class, PlatformProvider.class.getClassLoader())) {
            if (provider.name().equals(name)) {
                return provider;
            }
            known.add(provider.name());
        }
        throw new IllegalArgumentException("platform must be one of " + known + ", but is \"" + name
                + "\"; local platforms are in dev.kinglet:kinglet-executor");
    }
}
