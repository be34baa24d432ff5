package dev.kinglet.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.Platform;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Gives invocations to a platform under test and waits for their ends. */
public final class Invocations {

    /** Longer than anything takes on a busy machine. */
    public static final long PATIENCE_SECONDS = 60;

    private static final AtomicLong IDS = new AtomicLong();

    private Invocations() {}

    public static FunctionSettings function(int memoryMegabytes) {
        return new FunctionSettings(memoryMegabytes, Map.of());
    }

    /** An invocation under way. */
    public record Pending(long id, CompletableFuture<InvocationResult> result) {

        public InvocationResult await() throws Exception {
            return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    public static Pending begin(Platform platform, FunctionSettings settings, byte[] payload, Duration limit) {
        long id = IDS.incrementAndGet();
        CompletableFuture<InvocationResult> result = new CompletableFuture<>();
        platform.invoke(new Invocation(id, settings, payload, limit), end -> {
            if (!result.complete(end)) {
                throw new AssertionError("invocation " + id + " ended twice");
            }
        });
        return new Pending(id, result);
    }

    public static Pending begin(Platform platform, byte[] payload) {
        return begin(platform, function(256), payload, Duration.ofMinutes(1));
    }

    public static InvocationResult invoke(Platform platform, byte[] payload) throws Exception {
        return begin(platform, payload).await();
    }

    public static InvocationResult.Answered answered(InvocationResult result) {
        assertThat(result).isInstanceOf(InvocationResult.Answered.class);
        return (InvocationResult.Answered) result;
    }

    public static InvocationResult.Lost lost(InvocationResult result) {
        assertThat(result).isInstanceOf(InvocationResult.Lost.class);
        return (InvocationResult.Lost) result;
    }
}
