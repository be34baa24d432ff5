package dev.kinglet.cli;

import dev.kinglet.config.ResolvedSetting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kinglet config}: every setting as it holds here. */
@Command(description = "Shows every setting, its value, and who gave it.", mixinStandardHelpOptions = true)
final class ConfigCommand extends Action {

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Override
    public Integer call() {
        for (ResolvedSetting setting : settings.load().all()) {
            out().printf(
                            "%-30s %-24s # %s; %s%n",
                            setting.key() + ":", setting.value(), setting.origin(), setting.meaning());
        }
        return 0;
    }
}
