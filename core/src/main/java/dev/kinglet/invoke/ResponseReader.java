package dev.kinglet.invoke;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.StoreUse;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON to {@link InvocationResponse}. Confined to one thread. */
final class ResponseReader {

    private static final String WHAT = "response";

    private boolean versioned;
    private @Nullable String worker;
    private boolean first;
    private @Nullable List<AttemptReport> calls;
    private Map<String, Long> phases = Map.of();
    private int memoryMegabytes;
    private StoreUse store = StoreUse.NONE;
    private long inputBytes;
    private long receivedMillis;

    private ResponseReader() {}

    static InvocationResponse read(byte[] payload) {
        return Messages.read(WHAT, payload, json -> new ResponseReader().document(json));
    }

    private InvocationResponse document(JsonReader json) {
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            field(json, name);
        }
        Messages.present(WHAT, "version", versioned ? this : null);
        return new InvocationResponse(
                Messages.present(WHAT, "worker", worker),
                first,
                Messages.present(WHAT, "calls", calls),
                phases,
                memoryMegabytes,
                store,
                inputBytes,
                receivedMillis);
    }

    private void field(JsonReader json, String name) {
        switch (name) {
            case "version" -> {
                Messages.checkVersion(WHAT, json);
                versioned = true;
            }
            case "worker" -> worker = json.string();
            case "first" -> first = json.bool();
            case "calls" -> calls = reports(json);
            case "phases" -> phases = numbers(json);
            case "memoryMegabytes" -> memoryMegabytes = json.integer();
            case "store" -> store = storeUse(json);
            case "inputBytes" -> inputBytes = json.number();
            case "receivedMillis" -> receivedMillis = json.number();
            default -> json.skip();
        }
    }

    private static StoreUse storeUse(JsonReader json) {
        json.beginArray();
        long read = json.element().number();
        long written = json.element().number();
        long billionths = json.element().number();
        StoreUse use = new StoreUse(numbers(json.element()), read, written, billionths / ResponseWriter.BILLION);
        json.skipRestOfArray();
        return use;
    }

    private static Map<String, Long> numbers(JsonReader json) {
        json.beginObject();
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            numbers.put(name, json.number());
        }
        return numbers;
    }

    private static List<AttemptReport> reports(JsonReader json) {
        json.beginArray();
        List<AttemptReport> reports = new ArrayList<>();
        while (json.nextElement()) {
            reports.add(report(json));
        }
        return reports;
    }

    private static AttemptReport report(JsonReader json) {
        json.beginArray();
        int call = json.element().integer();
        int attempt = json.element().integer();
        long startNanos = json.element().number();
        long runNanos = json.element().number();
        AttemptOutcome outcome = outcome(json.element());
        String log = "";
        long flops = 0;
        if (json.nextElement()) {
            log = json.string();
            if (json.nextElement()) {
                flops = json.number();
                json.skipRestOfArray();
            }
        }
        return new AttemptReport(call, attempt, outcome, startNanos, runNanos, log, flops);
    }

    private static AttemptOutcome outcome(JsonReader json) {
        if (json.kind() == JsonReader.Kind.STRING) {
            return new AttemptOutcome.Inline(json.binary());
        }
        json.beginObject();
        String key = null;
        Long length = null;
        String hash = null;
        ErrorCode code = null;
        RemoteFailure failure = null;
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "key" -> key = json.string();
                case "length" -> length = json.number();
                case "hash" -> hash = json.string();
                case "code" -> code = code(json);
                case "failure" -> failure = failure(json, 0);
                default -> json.skip();
            }
        }
        if (code != null && failure != null) {
            return new AttemptOutcome.Failed(code, failure);
        }
        if (key != null && length != null && hash != null) {
            return new AttemptOutcome.Staged(key, length, hash);
        }
        throw json.malformed("an outcome");
    }

    private static ErrorCode code(JsonReader json) {
        String name = json.string();
        try {
            return ErrorCode.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolationException("malformed response: there is no error code " + name, e);
        }
    }

    private static RemoteFailure failure(JsonReader json, int depth) {
        json.beginObject();
        if (depth > RemoteFailure.MAX_CAUSES) {
            throw json.malformed("at most " + RemoteFailure.MAX_CAUSES + " causes");
        }
        String type = null;
        String message = null;
        List<String> stack = new ArrayList<>();
        RemoteFailure cause = null;
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "type" -> type = json.string();
                case "message" -> message = json.string();
                case "stack" -> frames(json, stack);
                case "cause" -> cause = failure(json, depth + 1);
                default -> json.skip();
            }
        }
        return new RemoteFailure(type, message, stack, cause);
    }

    private static void frames(JsonReader json, List<String> stack) {
        json.beginArray();
        while (json.nextElement()) {
            stack.add(json.string());
        }
    }
}
