package dev.kinglet.api;

import java.util.Map;

/** The contract on threads of this JVM. */
final class ThreadExecutorTest extends ExecutorContract {

    @Override
    Map<String, String> platform() {
        return Map.of("platform", "thread");
    }
}
