package dev.kinglet.execute;

import dev.kinglet.RemoteFunction;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.closure.CapturedClosure;
import dev.kinglet.closure.ClosureCapture;
import dev.kinglet.closure.CodeArtifact;
import dev.kinglet.closure.CodeFinder;
import dev.kinglet.closure.KryoValueCodec;
import dev.kinglet.closure.ValueCodec;
import dev.kinglet.invoke.AttemptReport;
import dev.kinglet.invoke.CallAttempt;
import dev.kinglet.invoke.InvocationCodec;
import dev.kinglet.invoke.InvocationRequest;
import dev.kinglet.invoke.InvocationResponse;
import dev.kinglet.invoke.SigningKey;
import dev.kinglet.stage.InputReference;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.ObjectStores;
import dev.kinglet.store.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a driver does for a job, in small: stores functions and their code, makes requests, opens responses. */
public final class WorkerFixture {

    public static final String JOB = "job";
    public static final long CALL_MILLIS = 60_000;

    public final SigningKey key = SigningKey.random();
    public final InvocationCodec codec = new InvocationCodec(key);
    public final ValueCodec values = new KryoValueCodec(WorkerFixture.class.getClassLoader());
    public final ObjectStore store;

    private static final ClosureCapture CAPTURE = new ClosureCapture(new CodeFinder());

    public WorkerFixture(Path folder) {
        store = ObjectStores.open(folder.resolve("store").toUri().toString());
    }

    /** A function whose closure and code are in the store. */
    public record Stored(String closure, List<String> code) {}

    /** Captures and stores a function. */
    public <T extends @Nullable Object, R extends @Nullable Object> Stored store(RemoteFunction<T, R> function) {
        CapturedClosure captured = CAPTURE.capture(function, "function");
        store.put(Keys.code(captured.hash()), captured.bytes());
        List<String> code = new ArrayList<>();
        for (CodeArtifact artifact : captured.code().artifacts()) {
            store.put(Keys.code(artifact.hash()), bytes(artifact));
            code.add(artifact.hash());
        }
        return new Stored(captured.hash(), code);
    }

    private static byte[] bytes(CodeArtifact artifact) {
        byte[] content = artifact.content();
        Path file = artifact.file();
        try {
            return content != null || file == null ? content == null ? new byte[0] : content : Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InputReference inline(@Nullable Object value) {
        return new InputReference.Inline(values.encode(value, "input"));
    }

    /** A request with a call for each input. */
    public InvocationRequest request(Stored function, @Nullable Object... inputs) {
        List<CallAttempt> calls = new ArrayList<>();
        for (Object input : inputs) {
            calls.add(new CallAttempt(calls.size(), 0, inline(input)));
        }
        return request(function, calls, 65_536, CALL_MILLIS);
    }

    public InvocationRequest request(Stored function, List<CallAttempt> calls, int inlineLimit, long callMillis) {
        return new InvocationRequest(
                JOB, 0, calls, function.closure(), function.code(), store.location(), inlineLimit, callMillis);
    }

    /** The encoded request to apply a function to inputs. */
    public <T extends @Nullable Object, R extends @Nullable Object> byte[] payload(
            RemoteFunction<T, R> function, @Nullable Object... inputs) {
        return codec.encode(request(store(function), inputs));
    }

    /** The value of a call that succeeded, wherever it lies. */
    public @Nullable Object value(AttemptReport report) {
        return switch (report.outcome()) {
            case AttemptOutcome.Inline inline -> values.decode(inline.value(), 0, inline.value().length);
            case AttemptOutcome.Staged staged -> {
                byte[] bytes = store.get(staged.key());
                yield values.decode(bytes, 0, bytes.length);
            }
            case AttemptOutcome.Failed failed ->
                throw new AssertionError(failed.code() + ": " + failed.failure().describe());
        };
    }

    /** The values of all calls. */
    public List<@Nullable Object> values(byte[] response) {
        List<@Nullable Object> all = new ArrayList<>();
        response(response).calls().forEach(report -> all.add(value(report)));
        return all;
    }

    public InvocationResponse response(byte[] payload) {
        return codec.decodeResponse(payload);
    }

    /** The failure of the only call. */
    public static AttemptOutcome.Failed failure(InvocationResponse response) {
        if (response.calls().size() == 1
                && response.calls().getFirst().outcome() instanceof AttemptOutcome.Failed failed) {
            return failed;
        }
        throw new AssertionError("not one failed call: " + response.calls());
    }
}
