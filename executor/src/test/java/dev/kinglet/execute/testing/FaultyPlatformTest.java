package dev.kinglet.execute.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.execute.Invocations;
import dev.kinglet.execute.LocalProfile;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.PlatformProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FaultyPlatformTest {

    /** Answers at once and remembers what it was asked. */
    private static final class Echo implements Platform {

        private final List<Long> ran = new ArrayList<>();

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public PlatformProfile profile() {
            return LocalProfile.of(1);
        }

        @Override
        public void invoke(Invocation invocation, Consumer<InvocationResult> whenDone) {
            ran.add(invocation.id());
            whenDone.accept(
                    new InvocationResult.Answered(invocation.payload(), WorkerStart.WARM, Duration.ofMillis(5)));
        }

        @Override
        public void cancel(long invocation) {}

        @Override
        public void close() {}
    }

    private final Echo echo = new Echo();
    private final List<InvocationResult> results = new ArrayList<>();

    private FaultyPlatform platform(@Nullable PlatformFault... plan) {
        return new FaultyPlatform(echo, number -> number < plan.length ? plan[number] : null);
    }

    private void invoke(Platform platform) {
        FunctionSettings function = Invocations.function(128);
        platform.invoke(new Invocation(7, function, new byte[0], Duration.ofSeconds(1)), results::add);
    }

    @Test
    void whatThePlanDoesNotSpeakOfGoesThrough() {
        FaultyPlatform platform = platform();
        invoke(platform);
        assertThat(results).hasOnlyElementsOfType(InvocationResult.Answered.class);
        assertThat(platform.invocations()).isEqualTo(1);
    }

    @Test
    void aThrottledInvocationDoesNotRun() {
        invoke(platform(PlatformFault.THROTTLED));
        assertThat(results).hasOnlyElementsOfType(InvocationResult.Throttled.class);
        assertThat(echo.ran).isEmpty();
    }

    @Test
    void anInvocationIsLostBeforeOrAfterItRan() {
        FaultyPlatform platform = platform(PlatformFault.LOST_BEFORE_RUN, PlatformFault.LOST_AFTER_RUN);
        invoke(platform);
        assertThat(echo.ran).isEmpty();
        invoke(platform);
        assertThat(echo.ran).containsExactly(7L);
        assertThat(results).hasOnlyElementsOfType(InvocationResult.Lost.class);
    }

    @Test
    void anInvocationThatRunsTwiceEndsOnce() {
        invoke(platform(PlatformFault.RUN_TWICE));
        assertThat(echo.ran).containsExactly(7L, -8L);
        assertThat(results).hasSize(1);
    }

    @Test
    void answersAreHeldBackUntilTheyAreReleased() {
        FaultyPlatform platform = platform(PlatformFault.ANSWERED_LATE);
        invoke(platform);
        assertThat(results).isEmpty();
        platform.releaseAnswers();
        assertThat(results).hasSize(1);
    }
}
