package dev.kinglet.job;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.config.LoadedSettings;
import dev.kinglet.invoke.PlatformProvider;
import dev.kinglet.invoke.PlatformProviders;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;
import java.util.Map;

/** Makes executors: loads the settings, opens the store, and finds the platform by its name. */
public final class ExecutorFactory implements FunctionExecutor.Factory {

    /** For {@link FunctionExecutor}, which knows it by its name. */
    public ExecutorFactory() {}

    @Override
    public FunctionExecutor create(Map<String, String> given) {
        LoadedSettings settings = PlatformProviders.settings(given);
        PlatformProvider provider = PlatformProviders.named(settings.platform());
        provider.profile(settings).check(settings); // before anything is started
        StoreConnections connections = new StoreConnections();
        try {
            ObjectStore store = new Stores(connections, RetryPolicy.DRIVER).at(settings.store());
            if (settings.isDefaultStore()) {
                DefaultStore.cleanLater(store);
            }
            SigningKey key = provider.key(settings);
            return new KingletExecutor(settings, connections, provider.create(settings, key), key);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }
}
