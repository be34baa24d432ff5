package dev.kinglet.config;

import java.util.function.Function;

/**
 * A setting that belongs to a platform, which declares it. It is a key like any other where that platform is chosen: in files, variables,
 * properties, programs and {@code kinglet config}.
 *
 * @param name as in {@code kinglet.yaml}, kebab-case; begins with the name of the platform
 * @param meaning what it says, in a line
 * @param defaultText the text of the value that holds where nobody gives one
 * @param reader makes the value of a text; fails with an {@link IllegalArgumentException} that says what the text must be
 */
public record PlatformSetting<T>(String name, String meaning, String defaultText, Function<String, T> reader) {

    SettingKey<T> key() {
        return new SettingKey<>(name, meaning, reader::apply, surroundings -> defaultText);
    }
}
