package dev.kinglet.dispatch;

import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.journal.JobEvent;
import dev.kinglet.journal.Journal;
import dev.kinglet.schedule.StagePolicy;
import org.jspecify.annotations.Nullable;

/**
 * A stage as the dispatcher needs it. The scheduler numbers calls as it hears of them; everybody else knows them by the places of their
 * inputs. All but {@link #policy} is asked in the dispatcher's thread, and returns at once.
 */
public interface DispatchedStage {

    /** Its number for the scheduler, unique within the executor. */
    long id();

    /** The identifier of its job. */
    String job();

    /** Its number within the job. */
    int stage();

    /** Of its job. */
    Journal journal();

    /** The function that its calls are for. */
    FunctionSettings function();

    /**
     * How its calls are to be run.
     *
     * @param now on the dispatcher's clock
     * @param maxPayloadBytes of a request
     */
    StagePolicy policy(long now, int maxPayloadBytes);

    /**
     * The place of a call.
     *
     * @param number as the scheduler has it
     */
    int place(int number);

    /**
     * What a worker is to be asked.
     *
     * @param numbers of the calls, as the scheduler has them
     */
    InvocationRequest request(int[] numbers, int[] attempts);

    /** The scheduler asks for further calls: to be announced by an event, later. */
    void want(int calls);

    /**
     * Why a call has no input, which the scheduler was told; null of any other. It is asked once.
     *
     * @param number as the scheduler has it
     */
    AttemptOutcome.@Nullable Failed whyUnready(int number);

    /** A call has ended. Who waits for it need not know before {@link #publish}. */
    void ended(JobEvent.CallEnded end);

    /** Some calls have ended, and for now there are no more. */
    void publish();

    /**
     * The stage is over.
     *
     * @param rest how calls end that have not: those that were not announced in time
     */
    void over(AttemptOutcome.Failed rest);
}
