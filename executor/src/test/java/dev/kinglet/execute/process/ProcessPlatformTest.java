package dev.kinglet.execute.process;

import dev.kinglet.execute.PlatformContract;
import dev.kinglet.execute.TestSettings;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.SigningKey;

final class ProcessPlatformTest extends PlatformContract {

    @Override
    protected Platform open(SigningKey key) {
        return ProcessPlatform.open(TestSettings.SMALL, key);
    }
}
