package dev.kinglet.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.job.CallSupply.Supplied;
import dev.kinglet.schedule.SchedulerEvent;
import dev.kinglet.stage.CodeStore;
import dev.kinglet.stage.InputReference;
import dev.kinglet.storage.StorageException;
import dev.kinglet.store.StoreErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a stage's calls to the scheduler, as many as it asks for. Reading, encoding and staging inputs may block, so a virtual thread
 * does it, one at a time for each stage.
 */
final class InputPump {

    /** Calls announced in one event: enough to amortise it, few enough to begin early. */
    private static final int PORTION = 4096;

    /** In the place of a size: the call has no input, and its end follows. */
    private static final int NOT_TO_BE_SENT = -1;

    private final StageRun stage;
    private final CallSupply supply;
    private final CodeStore codeStore;
    private final Consumer<SchedulerEvent<AttemptEnd>> events;

    /** By the scheduler's numbers: why calls have no input of which it has been told, but has not said yet that they ended. */
    private final Map<Integer, AttemptOutcome.Failed> unready = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private int wanted;

    @GuardedBy("this")
    private boolean over;

    @GuardedBy("this")
    private @Nullable Thread thread;

    InputPump(StageRun stage, CallSupply supply, CodeStore codeStore, Consumer<SchedulerEvent<AttemptEnd>> events) {
        this.stage = stage;
        this.supply = supply;
        this.codeStore = codeStore;
        this.events = events;
    }

    /**
     * Prepares the first calls in the caller's thread, so that a small job needs no other. What has to go to the store is left to the pump's
     * thread.
     *
     * @return the events to post behind the stage's submission
     */
    synchronized List<SchedulerEvent<AttemptEnd>> prepare(int calls) {
        List<SchedulerEvent<AttemptEnd>> events = new ArrayList<>();
        try {
            int wanted = calls;
            while (wanted > 0 && !over) {
                List<Supplied> supplied = supply.nextWithoutStore(wanted);
                if (supplied == null) {
                    break;
                }
                events.addAll(supplied.isEmpty() ? endOfInputs() : announce(supplied));
                wanted = supplied.size() < wanted ? 1 : 0;
            }
        } catch (Exception e) { // the boundary to the user's iterator
            events.addAll(failed(e));
        }
        return events;
    }

    /** The scheduler asks for further calls. Returns at once. */
    synchronized void want(int calls) {
        wanted += calls;
        if (!over && wanted > 0) {
            if (thread == null) {
                thread = Thread.ofVirtual().name("kinglet-inputs-" + stage.id).start(this::run);
            }
            notifyAll();
        }
    }

    /** The stage is over: nothing further is wanted. A read of inputs that blocks is interrupted. */
    synchronized void stop() {
        if (over) {
            return;
        }
        over = true;
        if (thread == null) {
            supply.close();
        } else {
            thread.interrupt();
        }
    }

    /** Why a call has no input; null of any other. Told once. */
    AttemptOutcome.@Nullable Failed whyUnready(int number) {
        return unready.isEmpty() ? null : unready.remove(number);
    }

    private void run() {
        try {
            codeStore.store(stage.closure, stage.job.store());
            for (int calls = awaitWanted(); calls > 0; calls = awaitWanted()) {
                List<SchedulerEvent<AttemptEnd>> portion = portion(calls);
                taken(announced(portion));
                portion.forEach(events);
            }
        } catch (Throwable e) { // the boundary to the user's iterator: nothing may pass it unrecorded
            failed(e).forEach(events);
        } finally {
            supply.close();
        }
    }

    /** @return how many calls to supply next; 0 when there is nothing more to do */
    private synchronized int awaitWanted() throws InterruptedException {
        while (wanted <= 0 && !over) {
            wait();
        }
        return over ? 0 : Math.min(wanted, PORTION);
    }

    /** Taken off before the scheduler hears of them, for it may ask again at once. */
    private synchronized void taken(int calls) {
        wanted -= calls;
    }

    /** @return whether the end of the inputs is news */
    private synchronized boolean finish() {
        boolean news = !over;
        over = true;
        return news;
    }

    private static int announced(List<SchedulerEvent<AttemptEnd>> portion) {
        return portion.stream()
                .mapToInt(event -> event instanceof SchedulerEvent.CallsReady<AttemptEnd>(long stage, int[] sizes)
                        ? sizes.length
                        : 0)
                .sum();
    }

    /** What comes instead of a call that could not be supplied: one that has failed, and the end of the inputs. */
    private List<SchedulerEvent<AttemptEnd>> failed(Throwable e) {
        if (!finish()) {
            return List.of();
        }
        Supplied.Unready unready = e instanceof StorageException storage
                ? new Supplied.Unready(
                        StoreErrors.code(storage),
                        StoreErrors.inDriver("the driver cannot write code or inputs to the store", storage))
                : new Supplied.Unready(ErrorCode.INPUTS_FAILED, RemoteFailure.of(e));
        List<SchedulerEvent<AttemptEnd>> portion = new ArrayList<>(announce(List.of(unready)));
        portion.add(new SchedulerEvent.InputsEnded<>(stage.id));
        stage.table.complete();
        return portion;
    }

    private List<SchedulerEvent<AttemptEnd>> portion(int calls) throws Exception {
        List<Supplied> supplied = supply.next(calls);
        return supplied.isEmpty() ? endOfInputs() : announce(supplied);
    }

    private List<SchedulerEvent<AttemptEnd>> announce(List<Supplied> supplied) {
        int[] sizes = new int[supplied.size()];
        List<@Nullable InputReference> references = new ArrayList<>(sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            references.add(null);
            sizes[i] = NOT_TO_BE_SENT;
            if (supplied.get(i) instanceof Supplied.Ready(int place, var call)) {
                sizes[i] = call.requestBytes();
                references.set(i, call.input());
            }
        }
        List<SchedulerEvent<AttemptEnd>> portion = new ArrayList<>();
        int first = stage.add(supplied.stream().mapToInt(Supplied::place).toArray(), references);
        if (first < 0) {
            finish();
            return List.of();
        }
        portion.add(new SchedulerEvent.CallsReady<>(stage.id, sizes));
        for (int i = 0; i < sizes.length; i++) {
            if (stage.wasCancelled(first + i)) {
                // Before the calls are announced, so that it does not go out.
                portion.addFirst(new SchedulerEvent.CallCancelled<>(stage.id, first + i));
            } else if (supplied.get(i) instanceof Supplied.Unready(int place, ErrorCode code, RemoteFailure failure)) {
                unready.put(first + i, new AttemptOutcome.Failed(code, failure));
                portion.add(new SchedulerEvent.CallUnready<>(stage.id, first + i, code));
            }
        }
        return portion;
    }

    private List<SchedulerEvent<AttemptEnd>> endOfInputs() {
        finish();
        supply.close();
        stage.table.complete();
        return List.of(new SchedulerEvent.InputsEnded<>(stage.id));
    }
}
