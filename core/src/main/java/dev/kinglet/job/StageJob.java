package dev.kinglet.job;

import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.dispatch.DispatchedStage;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.journal.JobEvent;
import dev.kinglet.journal.Journal;
import dev.kinglet.schedule.StagePolicy;
import org.jspecify.annotations.Nullable;

/** A stage with what feeds it and what hears of its calls, as the dispatcher sees it. No record: sets of them go by identity. */
final class StageJob implements DispatchedStage {

    private final StageRun run;
    private final InputPump pump;
    private final StageListener listener;

    StageJob(StageRun run, InputPump pump, StageListener listener) {
        this.run = run;
        this.pump = pump;
        this.listener = listener;
    }

    @Override
    public long id() {
        return run.id;
    }

    @Override
    public String job() {
        return run.job.id;
    }

    @Override
    public int stage() {
        return run.number;
    }

    @Override
    public Journal journal() {
        return run.job.journal;
    }

    @Override
    public FunctionSettings function() {
        return run.function;
    }

    @Override
    public StagePolicy policy(long now, int maxPayloadBytes) {
        return run.policy(now, maxPayloadBytes);
    }

    @Override
    public int place(int number) {
        return run.place(number);
    }

    @Override
    public InvocationRequest request(int[] numbers, int[] attempts) {
        return run.request(numbers, attempts);
    }

    @Override
    public void want(int calls) {
        pump.want(calls);
    }

    @Override
    public AttemptOutcome.@Nullable Failed whyUnready(int number) {
        return pump.whyUnready(number);
    }

    @Override
    public void ended(JobEvent.CallEnded end) {
        String log = end.end() == null ? "" : end.end().log();
        run.table.end(end.call(), end.outcome(), end.attempts(), log);
        listener.ended(end.call());
    }

    @Override
    public void publish() {
        run.table.publish();
    }

    @Override
    public void over(AttemptOutcome.Failed rest) {
        pump.stop();
        run.table.finish(rest);
        listener.over();
    }
}
