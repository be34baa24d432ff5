package dev.kinglet.cli;

import dev.kinglet.config.ResolvedSetting;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kinglet config}: every setting as it holds here. */
@Command(description = "Shows every setting, its value, and who gave it.", mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (ResolvedSetting setting : settings.load().all()) {
            out.printf(
                    "%-30s %-24s # %s; %s%n",
                    setting.key() + ":", setting.value(), setting.origin(), setting.meaning());
        }
        out.flush();
        return 0;
    }
}
