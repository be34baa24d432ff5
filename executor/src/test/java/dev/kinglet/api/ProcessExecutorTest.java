package dev.kinglet.api;

import java.util.Map;

/** The contract on worker processes. */
final class ProcessExecutorTest extends ExecutorContract {

    @Override
    Map<String, String> platform() {
        return Map.of("platform", "process");
    }
}
