package dev.kinglet.api;

import java.util.Map;

/** The contract of datasets on worker processes. */
final class ProcessDatasetTest extends DatasetContract {

    @Override
    Map<String, String> platform() {
        return Map.of("platform", "process");
    }
}
