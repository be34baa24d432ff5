package dev.kinglet.bench.jmh;

import dev.kinglet.StoreUse;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.CallAttempt;
import dev.kinglet.invoke.InvocationCodec;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.invoke.InvocationResponse;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.stage.InputReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The messages of an invocation to bytes and back, signed and checked: of one call, and of a batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RequestBenchmark {

    private static final int VALUE_BYTES = 16;

    /** How many calls an invocation carries. */
    @Param({"1", "1000"})
    public int calls = 1;

    private final InvocationCodec codec = new InvocationCodec(SigningKey.random());
    private InvocationRequest request = request(1);
    private InvocationResponse response = response(1);
    private byte[] requestBytes = codec.encode(request);
    private byte[] responseBytes = codec.encode(response);

    /** Makes the messages. */
    @Setup
    public void make() {
        request = request(calls);
        response = response(calls);
        requestBytes = codec.encode(request);
        responseBytes = codec.encode(response);
    }

    private static InvocationRequest request(int calls) {
        List<CallAttempt> attempts = IntStream.range(0, calls)
                .mapToObj(call -> new CallAttempt(call, 0, new InputReference.Inline(new byte[VALUE_BYTES])))
                .toList();
        String hash = "0123456789abcdef".repeat(4);
        return new InvocationRequest("job", 0, attempts, hash, List.of(hash), "file:///store", 1 << 20, 900_000);
    }

    private static InvocationResponse response(int calls) {
        List<AttemptReport> reports = IntStream.range(0, calls)
                .mapToObj(call ->
                        new AttemptReport(call, 0, new AttemptOutcome.Inline(new byte[VALUE_BYTES]), call, 1_000, ""))
                .toList();
        return new InvocationResponse(
                "worker", false, reports, Map.of("run", 1_000L), 64, StoreUse.NONE, 0, 1_700_000_000_000L);
    }

    @Benchmark
    public byte[] encodeRequest() {
        return codec.encode(request);
    }

    @Benchmark
    public InvocationRequest decodeRequest() {
        return codec.decodeRequest(requestBytes);
    }

    @Benchmark
    public byte[] encodeResponse() {
        return codec.encode(response);
    }

    @Benchmark
    public InvocationResponse decodeResponse() {
        return codec.decodeResponse(responseBytes);
    }
}
