package dev.kinglet.execute.thread;

import dev.kinglet.config.Settings;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.PlatformProvider;
import dev.kinglet.invoke.SigningKey;

/** Makes {@link ThreadPlatform}s. Found by {@link java.util.ServiceLoader}. */
public final class ThreadPlatformProvider implements PlatformProvider {

    @Override
    public String name() {
        return "thread";
    }

    @Override
    public Platform create(Settings settings, SigningKey key) {
        return new ThreadPlatform(settings, key);
    }
}
