package dev.kinglet.job;

import dev.kinglet.CallId;
import dev.kinglet.CallOptions;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.ProgramCode;
import dev.kinglet.config.Settings;
import dev.kinglet.invoke.CallAttempt;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.policy.Retry;
import dev.kinglet.policy.Speculation;
import dev.kinglet.schedule.SchedulerTuning;
import dev.kinglet.schedule.StagePolicy;
import dev.kinglet.stage.InputReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
    private volatile ProgramCode code;
    private volatile List<String> codeHashes;

    /** Null where the scheduler's numbers are the places of the inputs. */
    private final @Nullable CallOrder order;

    StageRun(
            long id,
            JobRun job,
            CapturedClosure closure,
            ProgramCode inherited,
            CallOptions options,
            Settings settings,
            @Nullable CallOrder order) {
        this.order = order;
        this.id = id;
        this.job = job;
        this.decoder = new ValueDecoder(this::code, job.stores);
        this.closure = closure;
        this.options = options;
        this.settings = settings;
        this.function = function(options, settings);
        this.code = closure.code().and(inherited);
        this.codeHashes = code.hashes();
        this.number = job.add(this);
    }

    /** What is asked of the workers of calls with these options. */
    static FunctionSettings function(CallOptions options, Settings settings) {
        Integer memory = options.memoryMegabytes();
        return new FunctionSettings(memory == null ? settings.memoryMegabytes() : memory, options.environment());
    }

    /** Adds code that the stage's workers need beside that of its function. */
    synchronized void addCode(ProgramCode more) {
        ProgramCode all = code.and(more);
        if (!all.equals(code)) {
            code = all;
            codeHashes = all.hashes();
        }
    }

    /** The code of the function, of the inputs read so far, and of the stages before. */
    ProgramCode code() {
        return code;
    }

    /** @param now when it is submitted, as {@link System#nanoTime} counts */
    StagePolicy policy(long now, int maxPayloadBytes) {
        Integer attempts = options.attempts();
        Integer callsPerInvocation = options.callsPerInvocation();
        Duration deadline = options.deadline() != null
                ? options.deadline()
                : settings.deadline().orElse(null);
        return new StagePolicy(
                new Retry.Counted(
                        attempts == null ? settings.attempts() : attempts,
                        options.retryFunctionFailures(),
                        SchedulerTuning.MAX_RESENDS,
                        SchedulerTuning.defaults().backOff()),
                Speculation.NONE,
                function.memoryMegabytes(),
                timeLimit().toNanos(),
                deadline == null ? Long.MAX_VALUE : now + deadline.toNanos(),
                callsPerInvocation == null ? 0 : callsPerInvocation,
                options.failFast(),
                Math.max(1, maxPayloadBytes - REQUEST_OVERHEAD));
    }

    private Duration timeLimit() {
        Duration limit = options.timeLimit();
        return limit == null ? settings.timeLimit() : limit;
    }

    /**
     * Adds calls that the scheduler is about to hear of.
     *
     * @return the scheduler's number of the first, or -1 if the stage is over and takes none
     */
    int add(int[] places, List<@Nullable InputReference> references) {
        if (order == null) {
            return table.add(references);
        }
        int[] actual = table.addAt(places, references);
        return actual == null ? -1 : order.add(actual);
    }

    /** The call that the scheduler knows by this number. */
    int place(int number) {
        return order == null ? number : order.place(number);
    }

    /** The scheduler's number of a call, or -1 if it has not heard of it. */
    int number(int call) {
        return order == null ? call : order.number(call);
    }

    /** As {@link #number}. A call of which the scheduler has not heard will be cancelled when it does. */
    int cancel(int call) {
        return order == null ? call : order.cancel(call);
    }

    boolean wasCancelled(int number) {
        return order != null && order.wasCancelled(number);
    }

    /** @param numbers of calls, as the scheduler has them */
    InvocationRequest request(int[] numbers, int[] attempts) {
        int[] calls = order == null
                ? numbers
                : Arrays.stream(numbers).map(this::place).toArray();
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
