package dev.kinglet.execute.global;

import java.util.Objects;
import java.util.Optional;

/** What is told of exceptions that end a thread. */
final class UncaughtHandler implements Global<Optional<Thread.UncaughtExceptionHandler>> {

    @Override
    public Optional<Thread.UncaughtExceptionHandler> now() {
        return Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler());
    }

    @Override
    public boolean is(Optional<Thread.UncaughtExceptionHandler> state) {
        return Objects.equals(Thread.getDefaultUncaughtExceptionHandler(), state.orElse(null));
    }

    @Override
    public boolean set(Optional<Thread.UncaughtExceptionHandler> state) {
        Thread.setDefaultUncaughtExceptionHandler(state.orElse(null));
        return true;
    }
}
