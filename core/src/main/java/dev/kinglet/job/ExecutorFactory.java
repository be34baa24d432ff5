package dev.kinglet.job;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.config.LoadedSettings;
import dev.kinglet.config.Settings;
import dev.kinglet.config.SettingsLoader;
import dev.kinglet.invoke.PlatformProvider;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import dev.kinglet.storage.decorate.Retrier;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.storage.decorate.RetryingObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Makes executors: loads the settings, opens the store, and finds the platform by its name. */
public final class ExecutorFactory implements FunctionExecutor.Factory {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** No request is repeated when it has taken this long already: a store that never answers has had its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For {@link ServiceLoader}. */
    public ExecutorFactory() {}

    @Override
    public FunctionExecutor create(Map<String, String> given) {
        LoadedSettings settings = SettingsLoader.load(given);
        PlatformProvider provider = provider(settings.platform());
        ObjectStore store = patient(ObjectStores.open(settings.store()), settings);
        if (settings.isDefaultStore()) {
            DefaultStore.cleanLater(store);
        }
        SigningKey key = SigningKey.random();
        try {
            return new KingletExecutor(settings, store, provider.create(settings, key), key);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** What a store refuses for a moment costs a call another attempt; the driver's own requests are to have as many. */
    private static ObjectStore patient(ObjectStore store, Settings settings) {
        RetryPolicy policy = new RetryPolicy(settings.attempts(), FIRST_PAUSE, LONGEST_PAUSE, PATIENCE);
        return new RetryingObjectStore(store, new Retrier(policy));
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
