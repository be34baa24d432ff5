package dev.kinglet.invoke;

import dev.kinglet.ErrorCode;
import dev.kinglet.RemoteFailure;
import dev.kinglet.result.EncodedOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** JSON to {@link InvocationResponse}. Confined to one thread. */
final class ResponseReader {

    private boolean versioned;
    private @Nullable String worker;
    private boolean first;
    private @Nullable List<CallReport> calls;
    private Map<String, Long> phases = Map.of();
    private int memoryMegabytes;
    private Map<String, Long> storeRequests = Map.of();
    private long bytesRead;
    private long bytesWritten;
    private long inputBytes;
    private long receivedMillis;

    private ResponseReader() {}

    static InvocationResponse read(byte[] payload) {
        return Json.read("response", payload, json -> new ResponseReader().document(json));
    }

    private InvocationResponse document(Json json) {
        json.expect(JsonToken.START_OBJECT);
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            field(json, name);
        }
        if (!versioned) {
            throw json.missing("version");
        }
        if (worker == null) {
            throw json.missing("worker");
        }
        if (calls == null) {
            throw json.missing("calls");
        }
        return new InvocationResponse(
                worker,
                first,
                calls,
                phases,
                memoryMegabytes,
                storeRequests,
                bytesRead,
                bytesWritten,
                inputBytes,
                receivedMillis);
    }

    private void field(Json json, String name) {
        switch (name) {
            case "version" -> {
                json.checkVersion();
                versioned = true;
            }
            case "worker" -> worker = json.string();
            case "first" -> first = json.bool();
            case "calls" -> calls = reports(json);
            case "phases" -> phases = numbers(json);
            case "memoryMegabytes" -> memoryMegabytes = json.integer();
            case "storeRequests" -> storeRequests = numbers(json);
            case "bytesRead" -> bytesRead = json.number();
            case "bytesWritten" -> bytesWritten = json.number();
            case "inputBytes" -> inputBytes = json.number();
            case "receivedMillis" -> receivedMillis = json.number();
            default -> json.skip();
        }
    }

    private static Map<String, Long> numbers(Json json) {
        json.expect(JsonToken.START_OBJECT);
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            numbers.put(name, json.number());
        }
        return numbers;
    }

    private static List<CallReport> reports(Json json) {
        json.expect(JsonToken.START_ARRAY);
        List<CallReport> reports = new ArrayList<>();
        while (json.nextElement()) {
            json.expect(JsonToken.START_ARRAY);
            reports.add(report(json));
        }
        return reports;
    }

    private static CallReport report(Json json) {
        json.next();
        int call = json.integer();
        json.next();
        int attempt = json.integer();
        json.next();
        long startNanos = json.number();
        json.next();
        long runNanos = json.number();
        json.next();
        EncodedOutcome outcome = outcome(json);
        String log = "";
        if (json.nextElement()) {
            log = json.string();
            json.skipRestOfArray();
        }
        return new CallReport(call, attempt, outcome, startNanos, runNanos, log);
    }

    private static EncodedOutcome outcome(Json json) {
        if (json.current() == JsonToken.VALUE_STRING) {
            return new EncodedOutcome.Inline(json.binary());
        }
        json.expect(JsonToken.START_OBJECT);
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
            return new EncodedOutcome.Failed(code, failure);
        }
        if (key != null && length != null && hash != null) {
            return new EncodedOutcome.Staged(key, length, hash);
        }
        throw json.malformed("an outcome");
    }

    private static ErrorCode code(Json json) {
        String name = json.string();
        try {
            return ErrorCode.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new ProtocolViolationException("malformed response: there is no error code " + name, e);
        }
    }

    private static RemoteFailure failure(Json json, int depth) {
        json.expect(JsonToken.START_OBJECT);
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

    private static void frames(Json json, List<String> stack) {
        json.expect(JsonToken.START_ARRAY);
        while (json.nextElement()) {
            stack.add(json.string());
        }
    }
}
