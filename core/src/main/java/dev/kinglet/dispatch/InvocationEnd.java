package dev.kinglet.dispatch;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.attempt.AttemptEnd;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.attempt.InvocationFacts;
import dev.kinglet.attempt.InvocationFacts.WorkerFacts;
import dev.kinglet.attempt.ToldBy;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.InvocationCodec;
import dev.kinglet.invoke.InvocationResponse;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.schedule.SchedulerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an invocation ended: what all its attempts share, the end of each of them, and what the scheduler is to hear.
 *
 * @param ends one of each attempt that was sent, whatever the worker has answered
 */
record InvocationEnd(
        SentInvocation sent, InvocationFacts facts, List<AttemptEnd> ends, SchedulerEvent<AttemptEnd> event) {

    private static final AttemptOutcome NOT_BEGUN = new AttemptOutcome.Failed(
            ErrorCode.WORKER_LOST, RemoteFailure.of("the worker answered without having begun the call"));

    /**
     * Turns a platform's result into what is known.
     *
     * @param codec reads an answer
     */
    static InvocationEnd of(SentInvocation sent, InvocationResult result, InvocationCodec codec, long now) {
        return switch (result) {
            case InvocationResult.Answered answer -> answered(sent, answer, codec, now);
            case InvocationResult.Throttled(Duration retryAfter) -> throttled(sent, retryAfter, now);
            case InvocationResult.Lost lost ->
                lost(sent, lost.code(), RemoteFailure.of(lost.evidence()), lost.billed(), now);
        };
    }

    private static InvocationEnd answered(
            SentInvocation sent, InvocationResult.Answered answer, InvocationCodec codec, long now) {
        try {
            return answered(sent, answer, codec.decodeResponse(answer.payload()), now);
        } catch (RuntimeException e) {
            return lost(sent, ErrorCode.PROTOCOL_VIOLATED, RemoteFailure.of(e), answer.billed(), now);
        }
    }

    private static InvocationEnd answered(
            SentInvocation sent, InvocationResult.Answered answer, InvocationResponse response, long now) {
        long begun = now - handlingNanos(response);
        WorkerFacts worker = new WorkerFacts(
                response.worker(),
                answer.start(),
                begun,
                response.phases(),
                response.memoryMegabytes(),
                response.store(),
                response.inputBytes());
        InvocationFacts facts = sent.facts(now, worker, answer.billed());
        List<AttemptReport> reports = response.calls();
        List<AttemptEnd> ends = new ArrayList<>(sent.places.length);
        List<SchedulerEvent.AttemptEnded<AttemptEnd>> reported = new ArrayList<>(reports.size());
        boolean[] seen = new boolean[sent.places.length];
        int next = 0;
        for (int i = 0; i < reports.size(); i++) {
            AttemptReport report = reports.get(i);
            int index = sent.index(report.call(), report.attempt(), next);
            // What it did not carry, or has told before, is not believed.
            if (index >= 0 && !seen[index]) {
                seen[index] = true;
                next = index + 1 == seen.length ? 0 : index + 1;
                AttemptEnd end = end(facts, report, begun);
                ends.add(end);
                reported.add(new SchedulerEvent.AttemptEnded<>(
                        sent.numbers[index], end.attempt(), end.code(), end.runNanos(), end));
            }
        }
        for (int i = 0; ends.size() < seen.length; i++) {
            if (!seen[i]) {
                ends.add(AttemptEnd.of(facts, sent.places[i], sent.attempts[i], ToldBy.OMISSION, NOT_BEGUN));
            }
        }
        return new InvocationEnd(sent, facts, ends, new SchedulerEvent.InvocationAnswered<>(sent.id, reported));
    }

    private static AttemptEnd end(InvocationFacts facts, AttemptReport report, long origin) {
        long begun = origin + report.startNanos();
        return new AttemptEnd(
                facts,
                report.call(),
                report.attempt(),
                ToldBy.ANSWER,
                report.outcome(),
                begun,
                begun + report.runNanos(),
                report.log(),
                report.flops());
    }

    /**
     * How long the worker had the request. Its clock is another machine's, so its times are put on ours from the end: the answer has just
     * come.
     */
    private static long handlingNanos(InvocationResponse response) {
        long nanos = 0;
        for (long phase : response.phases().values()) {
            nanos += phase;
        }
        for (AttemptReport report : response.calls()) {
            nanos = Math.max(nanos, report.startNanos() + report.runNanos());
        }
        return nanos;
    }

    /** There is no answer, or none that can be read. */
    static InvocationEnd lost(
            SentInvocation sent, ErrorCode code, RemoteFailure failure, @Nullable Duration billed, long now) {
        InvocationFacts facts = sent.facts(now, null, billed);
        ToldBy toldBy = code == ErrorCode.CANCELLED ? ToldBy.CANCELLATION : ToldBy.LOSS;
        List<AttemptEnd> ends = alike(sent, facts, toldBy, new AttemptOutcome.Failed(code, failure));
        return new InvocationEnd(sent, facts, ends, new SchedulerEvent.InvocationLost<>(sent.id, code, ends));
    }

    private static InvocationEnd throttled(SentInvocation sent, Duration retryAfter, long now) {
        InvocationFacts facts = sent.facts(now, null, null);
        AttemptOutcome refused = AttemptOutcome.Failed.of(ErrorCode.INVOCATION_THROTTLED);
        return new InvocationEnd(
                sent,
                facts,
                alike(sent, facts, ToldBy.REFUSAL, refused),
                new SchedulerEvent.InvocationThrottled<>(sent.id, retryAfter.toNanos()));
    }

    /** The ends of attempts of which nobody will tell any more. */
    static List<AttemptEnd> silent(SentInvocation sent, InvocationFacts facts) {
        return alike(sent, facts, ToldBy.SILENCE, AttemptOutcome.Failed.of(ErrorCode.WORKER_LOST));
    }

    private static List<AttemptEnd> alike(
            SentInvocation sent, InvocationFacts facts, ToldBy toldBy, AttemptOutcome outcome) {
        List<AttemptEnd> ends = new ArrayList<>(sent.places.length);
        for (int i = 0; i < sent.places.length; i++) {
            ends.add(AttemptEnd.of(facts, sent.places[i], sent.attempts[i], toldBy, outcome));
        }
        return ends;
    }
}
