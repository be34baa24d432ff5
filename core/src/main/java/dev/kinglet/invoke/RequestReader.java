package dev.kinglet.invoke;

import dev.kinglet.stage.InputReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** JSON to {@link InvocationRequest}. Confined to one thread. What it gives is not yet to be trusted. */
final class RequestReader {

    /** A request, and the signature that it claims. */
    record Signed(InvocationRequest request, String signature) {}

    private boolean versioned;
    private @Nullable String job;
    private @Nullable Integer stage;
    private @Nullable String closure;
    private @Nullable List<String> code;
    private @Nullable String store;
    private @Nullable Integer inlineLimit;
    private @Nullable Long callMillis;
    private @Nullable List<CallAttempt> calls;
    private @Nullable String signature;

    private RequestReader() {}

    static Signed read(byte[] payload) {
        return Json.read("request", payload, json -> new RequestReader().document(json));
    }

    private Signed document(Json json) {
        json.expect(JsonToken.START_OBJECT);
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            field(json, name);
        }
        if (!versioned) {
            throw json.missing("version");
        }
        InvocationRequest request = new InvocationRequest(
                present(json, "job", job),
                present(json, "stage", stage),
                present(json, "calls", calls),
                present(json, "closure", closure),
                present(json, "code", code),
                present(json, "store", store),
                present(json, "inlineLimit", inlineLimit),
                present(json, "callMillis", callMillis));
        return new Signed(request, present(json, "signature", signature));
    }

    private static <T> T present(Json json, String name, @Nullable T value) {
        if (value == null) {
            throw json.missing(name);
        }
        return value;
    }

    private void field(Json json, String name) {
        switch (name) {
            case "version" -> {
                json.checkVersion();
                versioned = true;
            }
            case "job" -> job = json.string();
            case "stage" -> stage = json.integer();
            case "closure" -> closure = json.string();
            case "code" -> code = strings(json);
            case "store" -> store = json.string();
            case "inlineLimit" -> inlineLimit = json.integer();
            case "callMillis" -> callMillis = json.number();
            case "calls" -> calls = calls(json);
            case "signature" -> signature = json.string();
            default -> json.skip();
        }
    }

    private static List<String> strings(Json json) {
        json.expect(JsonToken.START_ARRAY);
        List<String> strings = new ArrayList<>();
        while (json.nextElement()) {
            strings.add(json.string());
        }
        return strings;
    }

    private static List<CallAttempt> calls(Json json) {
        json.expect(JsonToken.START_ARRAY);
        List<CallAttempt> calls = new ArrayList<>();
        while (json.nextElement()) {
            json.expect(JsonToken.START_ARRAY);
            json.next();
            int call = json.integer();
            json.next();
            int attempt = json.integer();
            json.next();
            calls.add(new CallAttempt(call, attempt, input(json)));
            json.skipRestOfArray();
        }
        return calls;
    }

    private static InputReference input(Json json) {
        return switch (json.current()) {
            case VALUE_STRING -> new InputReference.Inline(json.binary());
            case START_OBJECT -> staged(json);
            case START_ARRAY -> sequence(json);
            default -> throw json.malformed("an input");
        };
    }

    private static InputReference sequence(Json json) {
        List<InputReference> parts = new ArrayList<>();
        while (json.nextElement()) {
            parts.add(input(json));
        }
        return new InputReference.Sequence(parts);
    }

    private static InputReference staged(Json json) {
        String key = null;
        long offset = 0;
        Integer length = null;
        String hash = null;
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "key" -> key = json.string();
                case "offset" -> offset = json.number();
                case "length" -> length = json.integer();
                case "hash" -> hash = json.string();
                default -> json.skip();
            }
        }
        return new InputReference.Staged(
                present(json, "key", key), offset, present(json, "length", length), present(json, "hash", hash));
    }
}
