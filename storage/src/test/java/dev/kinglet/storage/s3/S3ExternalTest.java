package dev.kinglet.storage.s3;

import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStoreContractTest;
import dev.kinglet.storage.ObjectStores;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract against the server that the environment names: once for it, or not at all, which is then said. */
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("locations")
class S3ExternalTest extends ObjectStoreContractTest {

    private static final String VARIABLE = "KINGLET_TEST_S3_LOCATION";

    /** What the server is known to do otherwise than S3, by the names of {@link Deviation}, with commas between them. */
    private static final String DEVIATIONS = "KINGLET_TEST_S3_DEVIATES";

    private enum Deviation {
        RACES,
        KEYS_AS_PATHS
    }

    @Parameter
    @SuppressWarnings("NullAway.Init") // set by the test engine
    private String bucket;

    static Stream<String> locations() {
        String location = System.getenv(VARIABLE);
        if (location == null || location.isEmpty()) {
            System.out.println(
                    "S3ExternalTest is left out: " + VARIABLE + " names no s3://bucket?endpoint=... to test against");
            return Stream.empty();
        }
        return Stream.of(location);
    }

    @Override
    public boolean decidesRaces() {
        return !deviates(Deviation.RACES);
    }

    @Override
    public boolean keepsKeysAsPaths() {
        return deviates(Deviation.KEYS_AS_PATHS);
    }

    private static boolean deviates(Deviation deviation) {
        String known = System.getenv(DEVIATIONS);
        return known != null
                && !known.isEmpty()
                && Stream.of(known.split(","))
                        .map(name -> Deviation.valueOf(name.toUpperCase(Locale.ROOT)))
                        .anyMatch(deviation::equals);
    }

    @Override
    protected ObjectStore newStore() {
        int question = bucket.indexOf('?');
        String base = question < 0 ? bucket : bucket.substring(0, question);
        String parameters = question < 0 ? "" : bucket.substring(question);
        return ObjectStores.open(base + "/contract-" + UUID.randomUUID() + parameters);
    }
}
