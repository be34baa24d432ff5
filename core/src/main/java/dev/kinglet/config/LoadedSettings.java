package dev.kinglet.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings that {@link SettingsLoader} has read and checked. Immutable. */
public final class LoadedSettings implements Settings {

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<ResolvedSetting> all;

    /** Checks each value, in the order of the keys. */
    LoadedSettings(Map<SettingKey<?>, GivenValue> given) {
        given.forEach((key, value) -> values.put(key.name(), read(key, value)));
        all = given.entrySet().stream()
                .map(entry -> new ResolvedSetting(
                        entry.getKey().name(),
                        entry.getValue().text(),
                        entry.getValue().origin(),
                        entry.getKey().meaning()))
                .toList();
    }

    private static Object read(SettingKey<?> key, GivenValue value) {
        try {
            return key.reader().read(value.text());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key.name() + " " + e.getMessage() + ", but is \"" + value.text() + "\" (" + value.origin() + ")",
                    e);
        }
    }

    /** Every setting with its value and who gave it, in the order of the documentation. */
    public List<ResolvedSetting> all() {
        return all;
    }

    /** Whether nobody has named a store. */
    public boolean isDefaultStore() {
        return all.stream()
                .anyMatch(setting -> setting.key().equals(SettingKey.STORE.name())
                        && setting.origin().equals(SettingsLoader.DEFAULT));
    }

    @SuppressWarnings("unchecked") // the key's reader made the value
    private <T> T get(SettingKey<T> key) {
        return (T) value(key.name());
    }

    @Override
    @SuppressWarnings("unchecked") // as above
    public <T> T get(PlatformSetting<T> setting) {
        return (T) value(setting.name());
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the platform " + values.get(SettingKey.PLATFORM.name()) + " has no setting " + name);
        }
        return value;
    }

    @Override
    public String platform() {
        return get(SettingKey.PLATFORM);
    }

    @Override
    public String store() {
        return get(SettingKey.STORE);
    }

    @Override
    public int workers() {
        return get(SettingKey.WORKERS);
    }

    @Override
    public int preparedWorkers() {
        return get(SettingKey.PREPARED_WORKERS);
    }

    @Override
    public int memoryMegabytes() {
        return get(SettingKey.MEMORY);
    }

    @Override
    public Duration timeLimit() {
        return get(SettingKey.TIME_LIMIT);
    }

    @Override
    public int attempts() {
        return get(SettingKey.ATTEMPTS);
    }

    @Override
    public Optional<Duration> deadline() {
        return get(SettingKey.DEADLINE);
    }

    @Override
    public Duration idleTimeout() {
        return get(SettingKey.IDLE_TIMEOUT);
    }

    @Override
    public int concurrencyLimit() {
        return get(SettingKey.CONCURRENCY_LIMIT);
    }

    @Override
    public int inlineBytes() {
        return get(SettingKey.INLINE_LIMIT);
    }

    @Override
    public List<String> workerOptions() {
        return get(SettingKey.WORKER_OPTIONS);
    }

    @Override
    public Map<String, String> forFunctions() {
        Map<String, String> given = new LinkedHashMap<>();
        for (ResolvedSetting setting : all) {
            if (!setting.origin().equals(SettingsLoader.DEFAULT)) {
                given.put(setting.key(), setting.value());
            }
        }
        given.put(SettingKey.STORE.name(), absolute(store()));
        return given;
    }

    /** A folder's location as it is understood in every directory: workers run in others. */
    private static String absolute(String location) {
        return location.indexOf(':') < 0 ? Path.of(location).toAbsolutePath().toString() : location;
    }

    @Override
    public Optional<Double> pricePerGigabyteSecond() {
        return get(SettingKey.PRICE_PER_GIGABYTE_SECOND);
    }

    @Override
    public Optional<Double> pricePerMillionInvocations() {
        return get(SettingKey.PRICE_PER_MILLION_INVOCATIONS);
    }

    @Override
    public Optional<Double> flopsTarget() {
        return get(SettingKey.FLOPS_TARGET);
    }
}
