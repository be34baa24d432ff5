package dev.kinglet.dispatch;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.StoreUse;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.AwsLambda;
import dev.kinglet.invoke.CallAttempt;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationCodec;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.invoke.InvocationResponse;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.invoke.PlatformProfile.Concurrency;
import dev.kinglet.invoke.PlatformProfile.Source;
import dev.kinglet.invoke.SigningKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A platform that does nothing by itself: a test says what becomes of each invocation, and when, and how often. */
final class FakePlatform implements Platform {

    static final Duration BILLED = Duration.ofMillis(7);
    static final long RUN_NANOS = 2_000_000;

    /** An invocation that came, with what it asks for. */
    record Taken(Invocation invocation, InvocationRequest request, Consumer<InvocationResult> whenDone) {}

    final List<Taken> taken = new ArrayList<>();
    final List<Long> cancelled = new ArrayList<>();
    boolean broken;

    private final InvocationCodec codec;
    private final PlatformProfile profile;

    FakePlatform(SigningKey key, int places) {
        this.codec = new InvocationCodec(key);
        profile = AwsLambda.PROFILE.with(new Concurrency(places, places, places, 0, new Source("the test", "now")));
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public PlatformProfile profile() {
        return profile;
    }

    @Override
    public void invoke(Invocation invocation, Consumer<InvocationResult> whenDone) {
        if (broken) {
            throw new IllegalStateException("the platform is broken");
        }
        taken.add(new Taken(invocation, codec.decodeRequest(invocation.payload()), whenDone));
    }

    @Override
    public void cancel(long invocation) {
        cancelled.add(invocation);
    }

    @Override
    public void close() {}

    /** The invocation that came last. */
    Taken latest() {
        return taken.getLast();
    }

    static AttemptReport success(CallAttempt call) {
        AttemptOutcome value = new AttemptOutcome.Inline(new byte[] {(byte) call.call()});
        return new AttemptReport(call.call(), call.attempt(), value, 0, RUN_NANOS, "", call.call());
    }

    static AttemptReport failure(CallAttempt call, ErrorCode code) {
        AttemptOutcome failed = new AttemptOutcome.Failed(code, RemoteFailure.of("as the test wants it"));
        return new AttemptReport(call.call(), call.attempt(), failed, 0, RUN_NANOS, "");
    }

    /** Every call of it succeeds. */
    void succeed(Taken one) {
        answer(one, one.request().calls().stream().map(FakePlatform::success).toList());
    }

    void answer(Taken one, List<AttemptReport> reports) {
        InvocationResponse response = new InvocationResponse(
                "worker",
                true,
                reports,
                Map.of("load", 1_000_000L, "run", RUN_NANOS),
                50,
                new StoreUse(Map.of("GET", 1L), 1, 2, 0),
                3,
                0);
        one.whenDone().accept(new InvocationResult.Answered(codec.encode(response), WorkerStart.COLD, BILLED));
    }

    void lose(Taken one, ErrorCode code) {
        one.whenDone().accept(new InvocationResult.Lost(code, "as the test wants it", BILLED));
    }

    void throttle(Taken one) {
        one.whenDone().accept(new InvocationResult.Throttled(Duration.ZERO));
    }
}
