package dev.kinglet.execute.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes an ahead-of-time cache while the driver is at work, once in its life. */
final class AotBuilder {

    /** A driver that is gone sooner would only have been slowed down, and the work lost. */
    private static final Duration DELAY = Duration.ofSeconds(10);

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private AotBuilder() {}

    static void buildLater(AotCache cache) {
        if (STARTED.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("kinglet-aot").start(() -> build(cache));
        }
    }

    private static void build(AotCache cache) {
        try {
            Thread.sleep(DELAY);
            cache.build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            System.getLogger(AotBuilder.class.getName())
                    .log(System.Logger.Level.DEBUG, "no ahead-of-time cache was made", e);
        }
    }
}
