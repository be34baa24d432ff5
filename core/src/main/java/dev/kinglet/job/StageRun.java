package dev.kinglet.job;

import dev.kinglet.CallId;
import dev.kinglet.CallOptions;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.CodeArtifact;
import dev.kinglet.config.Settings;
import dev.kinglet.invoke.CallAttempt;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.invoke.dispatch.StagePolicy;
import dev.kinglet.stage.InputReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One stage of a job under way: its function, its policy, and its calls. */
final class StageRun {

    /** Room in a request for what is not inputs: hashes, names, the signature. */
    private static final int REQUEST_OVERHEAD = 16_384;

    final long id;
    final JobRun job;
    final int number;
    final CapturedClosure closure;
    final FunctionSettings function;
    final CallTable table = new CallTable();
    final ValueDecoder decoder;

    private final CallOptions options;
    private final Settings settings;
    private volatile List<CodeArtifact> code;
    private volatile List<String> codeHashes;

    StageRun(
            long id,
            JobRun job,
            CapturedClosure closure,
            List<CodeArtifact> inherited,
            CallOptions options,
            Settings settings) {
        this.id = id;
        this.job = job;
        this.closure = closure;
        this.options = options;
        this.settings = settings;
        this.decoder = new ValueDecoder(closure.loader());
        Integer memory = options.memoryMegabytes();
        this.function =
                new FunctionSettings(memory == null ? settings.memoryMegabytes() : memory, options.environment());
        this.code = closure.code();
        this.codeHashes = hashes(code);
        addCode(inherited);
        this.number = job.add(this);
    }

    /** Adds jars that the stage's workers need beside those of its function. */
    void addCode(List<CodeArtifact> more) {
        Set<CodeArtifact> all = new LinkedHashSet<>(code);
        Set<String> known = new LinkedHashSet<>(codeHashes);
        more.stream().filter(artifact -> known.add(artifact.hash())).forEach(all::add);
        code = List.copyOf(all);
        codeHashes = List.copyOf(known);
    }

    private static List<String> hashes(List<CodeArtifact> artifacts) {
        return artifacts.stream().map(CodeArtifact::hash).toList();
    }

    List<CodeArtifact> code() {
        return code;
    }

    StagePolicy policy(long now, int maxPayloadBytes) {
        Integer attempts = options.attempts();
        Integer callsPerInvocation = options.callsPerInvocation();
        Duration deadline = options.deadline() != null
                ? options.deadline()
                : settings.deadline().orElse(null);
        return new StagePolicy(
                attempts == null ? settings.attempts() : attempts,
                timeLimit().toNanos(),
                deadline == null ? Long.MAX_VALUE : now + deadline.toNanos(),
                callsPerInvocation == null ? 0 : callsPerInvocation,
                options.failFast(),
                options.retryFunctionFailures(),
                Math.max(1, maxPayloadBytes - REQUEST_OVERHEAD));
    }

    private Duration timeLimit() {
        Duration limit = options.timeLimit();
        return limit == null ? settings.timeLimit() : limit;
    }

    InvocationRequest request(int[] calls, int[] attempts) {
        List<InputReference> inputs = table.inputs(calls);
        List<CallAttempt> tries = new ArrayList<>(calls.length);
        for (int i = 0; i < calls.length; i++) {
            tries.add(new CallAttempt(calls[i], attempts[i], inputs.get(i)));
        }
        return new InvocationRequest(
                job.id,
                number,
                tries,
                closure.hash(),
                codeHashes,
                job.store().location(),
                options.stageResults() ? -1 : settings.inlineBytes(),
                TimeUnit.NANOSECONDS.toMillis(timeLimit().toNanos()));
    }

    CallId call(int call) {
        return new CallId(job.id, number, call);
    }
}
