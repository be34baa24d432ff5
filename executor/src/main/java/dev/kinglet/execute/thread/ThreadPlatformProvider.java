package dev.kinglet.execute.thread;

import dev.kinglet.config.Settings;
import dev.kinglet.execute.LocalProfile;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.invoke.PlatformProvider;
import dev.kinglet.invoke.SigningKey;

/** Makes {@link ThreadPlatform}s. Known by its name. */
public final class ThreadPlatformProvider implements PlatformProvider {

    @Override
    public String name() {
        return "thread";
    }

    @Override
    public PlatformProfile profile(Settings settings) {
        return LocalProfile.of(settings.workers());
    }

    @Override
    public Platform create(Settings settings, SigningKey key) {
        return new ThreadPlatform(settings, key);
    }
}
