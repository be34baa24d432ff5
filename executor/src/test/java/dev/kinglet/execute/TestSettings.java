package dev.kinglet.execute;

import dev.kinglet.config.PlatformSetting;
import dev.kinglet.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings for tests: small. */
public record TestSettings(
        int workers, int preparedWorkers, int memoryMegabytes, Duration idleTimeout, int concurrencyLimit)
        implements Settings {

    public static final TestSettings SMALL = new TestSettings(2, 0, 256, Duration.ofMinutes(1), 1000);

    @Override
    public String platform() {
        return "process";
    }

    @Override
    public String store() {
        return "file:///unused";
    }

    @Override
    public Duration timeLimit() {
        return Duration.ofMinutes(15);
    }

    @Override
    public int attempts() {
        return 3;
    }

    @Override
    public Optional<Duration> deadline() {
        return Optional.empty();
    }

    @Override
    public int inlineBytes() {
        return 65_536;
    }

    @Override
    public List<String> workerOptions() {
        return List.of();
    }

    @Override
    public Map<String, String> forFunctions() {
        return Map.of();
    }

    @Override
    public Optional<Double> pricePerGigabyteSecond() {
        return Optional.empty();
    }

    @Override
    public Optional<Double> pricePerMillionInvocations() {
        return Optional.empty();
    }

    @Override
    public <T> T get(PlatformSetting<T> setting) {
        return setting.reader().apply(setting.defaultText());
    }

    @Override
    public Optional<Double> flopsTarget() {
        return Optional.empty();
    }
}
