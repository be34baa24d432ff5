package dev.kinglet.api;

import java.util.Map;

/** The contract of datasets on threads of this JVM. */
final class ThreadDatasetTest extends DatasetContract {

    @Override
    Map<String, String> platform() {
        return Map.of("platform", "thread");
    }
}
