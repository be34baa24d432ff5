package dev.kinglet.execute.process;

import dev.kinglet.config.Settings;
import dev.kinglet.execute.LocalProfile;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.invoke.PlatformProvider;
import dev.kinglet.invoke.SigningKey;

/** Makes {@link ProcessPlatform}s. Known by its name. */
public final class ProcessPlatformProvider implements PlatformProvider {

    @Override
    public String name() {
        return "process";
    }

    @Override
    public PlatformProfile profile(Settings settings) {
        return LocalProfile.of(settings.workers());
    }

    @Override
    public Platform create(Settings settings, SigningKey key) {
        return ProcessPlatform.open(settings, key);
    }
}
