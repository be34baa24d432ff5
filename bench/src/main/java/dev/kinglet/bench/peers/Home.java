package dev.kinglet.bench.peers;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The checkout that this was built from: it has the launcher, and what peers are built of. */
final class Home {

    private Home() {}

    /** The folder of {@code kinglet}, the launcher. */
    static Path find() throws AbsentPeerException {
        try {
            @Nullable
            Path place = Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            while (place != null && !Files.isRegularFile(place.resolve("bench/spark/pom.xml"))) {
                place = place.getParent();
            }
            if (place == null) {
                throw new AbsentPeerException("whole processes are compared from a checkout of Kinglet only");
            }
            return place;
        } catch (URISyntaxException e) {
            throw new AbsentPeerException("Kinglet's own place is no file: " + e.getMessage());
        }
    }
}
