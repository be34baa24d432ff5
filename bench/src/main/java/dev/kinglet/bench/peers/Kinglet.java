package dev.kinglet.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Kinglet as a user starts it: by its launcher, as a whole process. */
public final class Kinglet {

    private final Path home;
    private final List<String> settings;

    /** @param settings as on the command line */
    public Kinglet(List<String> settings) throws AbsentPeerException {
        this.home = Home.find();
        this.settings = List.copyOf(settings);
    }

    /** Runs a command and tells how long it took, in seconds. */
    public double seconds(String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(home.resolve("kinglet").toString());
        line.addAll(List.of(command));
        line.addAll(settings);
        return Timed.seconds(line, Path.of("").toAbsolutePath());
    }
}
