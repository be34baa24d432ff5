package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kinglet.CallFailedException;
import dev.kinglet.CallFuture;
import dev.kinglet.FunctionExecutor;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/** The executor under test, and what its tests have in common. */
interface ExecutorFixture {

    FunctionExecutor executor();

    /** For files, shared by all tests of a class. */
    Path folder();

    /** What a call that fails fails with. */
    static CallFailedException failure(CallFuture<?> future) {
        CallFailedException failure = catchThrowableOfType(CallFailedException.class, future::join);
        assertThat(failure).as("the call succeeded").isNotNull();
        return failure;
    }

    /** 0, 1 and so on. */
    static Iterator<Integer> endless() {
        return Stream.iterate(0, x -> x + 1).iterator();
    }
}
