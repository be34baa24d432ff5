package dev.kinglet.cli;

import dev.kinglet.config.SettingsLoader;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.decorate.RetryPolicy;
import dev.kinglet.store.StoreCleaner;
import dev.kinglet.store.StoreConnections;
import dev.kinglet.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kinglet clean}: removes from the store what jobs left there. */
@Command(
        description = {
            "Removes from the store what jobs left there, and code that no job has used since.",
            "A job that still writes is never touched; one that has written nothing for the time given is taken to be"
                    + " over."
        },
        mixinStandardHelpOptions = true)
final class CleanCommand extends Action {

    private static final double MEGABYTE = 1e6;

    @Option(
            names = "--older",
            paramLabel = "TIME",
            description = "how long nothing was written to what is removed: 12h, 7d (default: ${DEFAULT-VALUE})")
    private String older = "7d";

    @Option(names = "--dry-run", description = "remove nothing, but say what would be")
    private boolean dryRun;

    @Mixin
    private SettingOptions settings = new SettingOptions();

    CleanCommand() {}

    @Override
    public Integer call() {
        String location = settings.load().store();
        Duration age = SettingsLoader.time(older);
        try (StoreConnections connections = new StoreConnections()) {
            ObjectStore store = new Stores(connections, RetryPolicy.DRIVER).at(location);
            StoreCleaner.Removed removed = StoreCleaner.clean(store, Instant.now(), age, dryRun);
            out().printf(
                            Locale.ROOT,
                            "%s %,d jobs and %,d pieces of code: %,d objects, %,.1f MB, from %s%n",
                            dryRun ? "would remove" : "removed",
                            removed.jobs(),
                            removed.code(),
                            removed.objects(),
                            removed.bytes() / MEGABYTE,
                            location);
        }
        return 0;
    }
}
