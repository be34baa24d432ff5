package dev.kinglet.execute.thread;

import dev.kinglet.execute.PlatformContract;
import dev.kinglet.execute.TestSettings;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.SigningKey;

final class ThreadPlatformTest extends PlatformContract {

    @Override
    protected Platform open(SigningKey key) {
        return new ThreadPlatform(TestSettings.SMALL, key);
    }
}
