package dev.kinglet.invoke;

import dev.kinglet.config.PlatformSetting;
import dev.kinglet.config.Settings;
import java.util.List;

/**
 * Makes the platforms of one name. Found by {@link java.util.ServiceLoader}: a platform in a jar of its own names its provider in {@code
 * META-INF/services/dev.kinglet.invoke.PlatformProvider}.
 */
public interface PlatformProvider {

    /** The name in the configuration. */
    String name();

    /** The settings that only this platform has. Default: none. */
    default List<PlatformSetting<?>> settings() {
        return List.of();
    }

    /** The profile that its platform with these settings will have. Nothing is started or asked. */
    PlatformProfile profile(Settings settings);

    /**
     * The key that signs requests; only driver and workers hold it. Default: a random one, which suits workers that the platform itself starts.
     * A platform whose workers were deployed before has theirs among its settings.
     */
    default SigningKey key(Settings settings) {
        return SigningKey.random();
    }

    /**
     * Makes a platform. It may start workers at once.
     *
     * @param key what {@link #key} gave
     */
    Platform create(Settings settings, SigningKey key);
}
