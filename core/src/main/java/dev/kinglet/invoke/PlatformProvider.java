package dev.kinglet.invoke;

import dev.kinglet.config.Settings;

/** Makes the platforms of one name. Found by {@link java.util.ServiceLoader}. */
public interface PlatformProvider {

    /** The name in the configuration. */
    String name();

    /**
     * Makes a platform. It may start workers at once.
     *
     * @param key signs requests; only driver and workers hold it
     */
    Platform create(Settings settings, SigningKey key);
}
