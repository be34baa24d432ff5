package dev.kinglet.execute.process;

import static dev.kinglet.execute.Invocations.answered;
import static dev.kinglet.execute.Invocations.invoke;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.execute.PlatformContract;
import dev.kinglet.execute.TestSettings;
import dev.kinglet.execute.WorkerFixture;
import dev.kinglet.invoke.InvocationResponse;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.store.Keys;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcessPlatformTest extends PlatformContract {

    @Override
    protected Platform open(SigningKey key) {
        return ProcessPlatform.open(TestSettings.SMALL, key);
    }

    @Test
    void workersTakeCodeThatTheDriverOffersFromTheDisk() throws Exception {
        WorkerFixture.Stored function = driver.store((Integer x) -> x + 1);
        for (String hash : function.code()) {
            platform.offer(hash, driver.store.get(Keys.code(hash)));
            driver.store.delete(Keys.code(hash)); // so that it can come from nowhere else
        }
        InvocationResponse response =
                driver.response(answered(invoke(platform, driver.codec.encode(driver.request(function, 1))))
                        .payload());
        assertThat(driver.value(response.calls().getFirst())).isEqualTo(2);
        assertThat(response.store().requests()).isEqualTo(Map.of("GET", 1L)); // the closure
    }
}
