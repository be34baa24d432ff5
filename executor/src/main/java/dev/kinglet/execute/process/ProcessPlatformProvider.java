package dev.kinglet.execute.process;

import dev.kinglet.config.Settings;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.PlatformProvider;
import dev.kinglet.invoke.SigningKey;

/** Makes {@link ProcessPlatform}s. Found by {@link java.util.ServiceLoader}. */
public final class ProcessPlatformProvider implements PlatformProvider {

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Platform create(Settings settings, SigningKey key) {
        return ProcessPlatform.open(settings, key);
    }
}
