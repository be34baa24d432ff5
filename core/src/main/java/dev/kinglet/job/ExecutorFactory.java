package dev.kinglet.job;

import dev.kinglet.FunctionExecutor;
import dev.kinglet.config.LoadedSettings;
import dev.kinglet.config.SettingsLoader;
import dev.kinglet.invoke.PlatformProvider;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Makes executors: loads the settings, opens the store, and finds the platform by its name. */
public final class ExecutorFactory implements FunctionExecutor.Factory {

    /** Our own platforms, by the names of their providers: a {@link ServiceLoader} opens every jar of the class path. */
    private static final Map<String, String> BUILT_IN = Map.of(
            "process", "dev.kinglet.execute.process.ProcessPlatformProvider",
            "thread", "dev.kinglet.execute.thread.ThreadPlatformProvider");

    /** For {@link FunctionExecutor}, which knows it by its name. */
    public ExecutorFactory() {}

    @Override
    public FunctionExecutor create(Map<String, String> given) {
        LoadedSettings settings = SettingsLoader.load(given);
        PlatformProvider provider = provider(settings.platform());
        StoreConnections connections = new StoreConnections();
        try {
            ObjectStore store = new Stores(connections, RetryPolicy.DRIVER).at(settings.store());
            if (settings.isDefaultStore()) {
                DefaultStore.cleanLater(store);
            }
            SigningKey key = SigningKey.random();
            return new KingletExecutor(settings, connections, provider.create(settings, key), key);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    private static PlatformProvider provider(String name) {
        String builtIn = BUILT_IN.get(name);
        if (builtIn != null) {
            try {
                return Class.forName(builtIn)
                        .asSubclass(PlatformProvider.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException(
                        "platform \"" + name + "\" is not on the class path: add dev.kinglet:kinglet-executor", e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this build of Kinglet lacks " + builtIn, e);
            }
        }
        List<String> known = new ArrayList<>(BUILT_IN.keySet());
        for (PlatformProvider provider :
                ServiceLoader.load(PlatformProvider.class, PlatformProvider.class.getClassLoader())) {
            if (provider.name().equals(name)) {
                return provider;
            }
            known.add(provider.name());
        }
        Collections.sort(known);
        throw new IllegalArgumentException("platform must be one of " + known + ", but is \"" + name + "\"");
    }
}
