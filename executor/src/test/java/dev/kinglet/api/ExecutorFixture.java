package dev.kinglet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kinglet.CallFailedException;
import dev.kinglet.CallFuture;
import dev.kinglet.FunctionExecutor;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** The executor under test, and what its tests have in common. */
interface ExecutorFixture {

    FunctionExecutor executor();

    /** For files, shared by all tests of a class. */
    Path folder();

    /** What a call that fails fails with. */
    static CallFailedException failure(CallFuture<?> future) {
        CompletionException thrown = catchThrowableOfType(CompletionException.class, future::join);
        assertThat(thrown).as("the call succeeded").isNotNull();
        if (thrown.getCause() instanceof CallFailedException failure) {
            return failure;
        }
        throw new AssertionError("the future failed otherwise than by its call", thrown);
    }

    /** 0, 1 and so on. */
    static Iterator<Integer> endless() {
        return Stream.iterate(0, x -> x + 1).iterator();
    }
}
