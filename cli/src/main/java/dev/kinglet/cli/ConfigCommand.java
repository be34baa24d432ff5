package dev.kinglet.cli;

import dev.kinglet.config.LoadedSettings;
import dev.kinglet.config.ResolvedSetting;
import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.invoke.PlatformProviders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kinglet config}: every setting as it holds here, and what is known of the platform. */
@Command(
        description = "Shows every setting, its value, and who gave it; and the limits and prices of the platform, with"
                + " their sources.",
        mixinStandardHelpOptions = true)
final class ConfigCommand extends Action {

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Override
    public Integer call() {
        LoadedSettings loaded = settings.load();
        for (ResolvedSetting setting : loaded.all()) {
            out().printf(
                            "%-30s %-24s # %s; %s%n",
                            setting.key() + ":", setting.value(), setting.origin(), setting.meaning());
        }
        out().printf("%nThe platform %s:%n", loaded.platform());
        PlatformProfile profile = PlatformProviders.named(loaded.platform()).profile(loaded);
        profile.check(loaded);
        profile.under(loaded).lines().forEach(out()::println);
        return 0;
    }
}
