package dev.kinglet.dispatch;

import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.attempt.InvocationFacts;
import dev.kinglet.attempt.InvocationFacts.WorkerFacts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invocation that went out, and the attempts that it carries. All but {@link #end} and {@link #notEnded} may be asked by any thread. */
final class SentInvocation {

    final long id;
    final DispatchedStage stage;
    /** As the scheduler has them. */
    final int[] numbers;
    /** As everybody else has them. */
    final int[] places;

    final int[] attempts;
    private final int memoryMegabytes;
    private final long sentNanos;

    /** Which attempts have ended before the invocation has; null as long as none. Confined to the dispatcher's thread. */
    private boolean @Nullable [] ended;

    SentInvocation(long id, DispatchedStage stage, int[] numbers, int[] attempts, int memoryMegabytes, long sentNanos) {
        this.id = id;
        this.stage = stage;
        this.numbers = numbers;
        this.places = numbers.clone();
        Arrays.setAll(places, i -> stage.place(numbers[i]));
        this.attempts = attempts;
        this.memoryMegabytes = memoryMegabytes;
        this.sentNanos = sentNanos;
    }

    /** Its facts as it ends now. */
    InvocationFacts facts(long now, @Nullable WorkerFacts worker, @Nullable Duration billed) {
        return new InvocationFacts(stage.job(), stage.stage(), id, memoryMegabytes, sentNanos, now, worker, billed);
    }

    /**
     * The index of an attempt, or -1 if it carries none such.
     *
     * @param from where to begin: ends are told nearly in order
     */
    int index(int place, int attempt, int from) {
        for (int i = 0; i < places.length; i++) {
            int at = from + i < places.length ? from + i : from + i - places.length;
            if (places[at] == place) {
                return attempts[at] == attempt ? at : -1;
            }
        }
        return -1;
    }

    /** An attempt has ended before its invocation. @return whether that is news */
    boolean end(int index) {
        if (ended == null) {
            ended = new boolean[places.length];
        }
        boolean news = !ended[index];
        ended[index] = true;
        return news;
    }

    /** Of these ends, one for each attempt in their order, those that are news. */
    List<AttemptEnd> notEnded(List<AttemptEnd> ends) {
        boolean[] before = ended;
        return before == null
                ? ends
                : ends.stream()
                        .filter(end -> !before[index(end.call(), end.attempt(), 0)])
                        .toList();
    }
}
