package dev.kinglet.execute.testing;

import dev.kinglet.ErrorCode;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.PlatformProfile;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A platform that fails on purpose. Each invocation is numbered, from 0, in the order in which it came, and a plan says what happens to
 * it; whatever it does not speak of goes through.
 *
 * <pre>
 * var platform = new FaultyPlatform(real, number -&gt; number == 3 ? PlatformFault.LOST_AFTER_RUN : null);
 * </pre>
 */
public final class FaultyPlatform implements Platform {

    /** What happens to which invocation. May be asked from any thread. */
    @FunctionalInterface
    public interface Plan {

        /**
         * Decides about one invocation.
         *
         * @param number of the invocation, from 0
         * @return what happens to it, or null for nothing
         */
        @Nullable
        PlatformFault faultOf(int number);
    }

    private final Platform platform;
    private final Plan plan;
    private final AtomicInteger invocations = new AtomicInteger();
    private final HeldBack heldBack = new HeldBack();

    public FaultyPlatform(Platform platform, Plan plan) {
        this.platform = platform;
        this.plan = plan;
    }

    /** How many invocations there were. */
    public int invocations() {
        return invocations.get();
    }

    /** Gives out the answers that were {@linkplain PlatformFault#ANSWERED_LATE held back}, the last first. */
    public void releaseAnswers() {
        heldBack.release();
    }

    @Override
    public void expect(FunctionSettings function) {
        platform.expect(function);
    }

    @Override
    public void offer(String hash, byte[] jar) {
        platform.offer(hash, jar);
    }

    @Override
    public void invoke(Invocation invocation, Consumer<InvocationResult> whenDone) {
        PlatformFault fault = plan.faultOf(invocations.getAndIncrement());
        if (fault == null) {
            platform.invoke(invocation, whenDone);
            return;
        }
        switch (fault) {
            case THROTTLED -> whenDone.accept(new InvocationResult.Throttled(Duration.ZERO));
            case LOST_BEFORE_RUN -> whenDone.accept(lost("before", Duration.ZERO));
            case LOST_AFTER_RUN ->
                platform.invoke(invocation, result -> whenDone.accept(lost("after", billed(result))));
            case RUN_TWICE -> platform.invoke(invocation, first -> platform.invoke(again(invocation), whenDone));
            case ANSWERED_LATE -> platform.invoke(invocation, result -> heldBack.add(() -> whenDone.accept(result)));
        }
    }

    private static InvocationResult lost(String when, Duration billed) {
        return new InvocationResult.Lost(ErrorCode.WORKER_LOST, "a fault on purpose: lost " + when + " it ran", billed);
    }

    private static Duration billed(InvocationResult result) {
        return switch (result) {
            case InvocationResult.Answered answered -> answered.billed();
            case InvocationResult.Throttled throttled -> Duration.ZERO;
            case InvocationResult.Lost lost -> lost.billed();
        };
    }

    /** The same request, as if a network had sent it twice. Its number is one that drivers do not use. */
    private static Invocation again(Invocation invocation) {
        return new Invocation(
                -1 - invocation.id(), invocation.settings(), invocation.payload(), invocation.timeLimit());
    }

    @Override
    public String name() {
        return platform.name();
    }

    @Override
    public PlatformProfile profile() {
        return platform.profile();
    }

    @Override
    public void cancel(long invocation) {
        platform.cancel(invocation);
    }

    @Override
    public void close() {
        heldBack.release();
        platform.close();
    }
}
