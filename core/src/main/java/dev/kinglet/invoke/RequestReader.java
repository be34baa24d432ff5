package dev.kinglet.invoke;

import dev.kinglet.json.JsonReader;
import dev.kinglet.stage.InputReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON to {@link InvocationRequest}. Confined to one thread. What it gives is not yet to be trusted. */
final class RequestReader {

    private static final String WHAT = "request";

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
        return Messages.read(WHAT, payload, json -> new RequestReader().document(json));
    }

    private Signed document(JsonReader json) {
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            field(json, name);
        }
        present("version", versioned ? this : null);
        InvocationRequest request = new InvocationRequest(
                present("job", job),
                present("stage", stage),
                present("calls", calls),
                present("closure", closure),
                present("code", code),
                present("store", store),
                present("inlineLimit", inlineLimit),
                present("callMillis", callMillis));
        return new Signed(request, present("signature", signature));
    }

    private static <T> T present(String name, @Nullable T value) {
        return Messages.present(WHAT, name, value);
    }

    private void field(JsonReader json, String name) {
        switch (name) {
            case "version" -> {
                Messages.checkVersion(WHAT, json);
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

    private static List<String> strings(JsonReader json) {
        json.beginArray();
        List<String> strings = new ArrayList<>();
        while (json.nextElement()) {
            strings.add(json.string());
        }
        return strings;
    }

    private static List<CallAttempt> calls(JsonReader json) {
        json.beginArray();
        List<CallAttempt> calls = new ArrayList<>();
        while (json.nextElement()) {
            json.beginArray();
            int call = json.element().integer();
            int attempt = json.element().integer();
            json.element();
            calls.add(new CallAttempt(call, attempt, input(json)));
            json.skipRestOfArray();
        }
        return calls;
    }

    private static InputReference input(JsonReader json) {
        return switch (json.kind()) {
            case STRING -> new InputReference.Inline(json.binary());
            case OBJECT -> staged(json);
            case ARRAY -> sequence(json);
            case NUMBER, OTHER -> throw json.malformed("an input");
        };
    }

    private static InputReference sequence(JsonReader json) {
        json.beginArray();
        List<InputReference> parts = new ArrayList<>();
        while (json.nextElement()) {
            parts.add(input(json));
        }
        return new InputReference.Sequence(parts);
    }

    private static InputReference staged(JsonReader json) {
        String key = null;
        long offset = 0;
        Integer length = null;
        String hash = null;
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "key" -> key = json.string();
                case "offset" -> offset = json.number();
                case "length" -> length = json.integer();
                case "hash" -> hash = json.string();
                default -> json.skip();
            }
        }
        return new InputReference.Staged(present("key", key), offset, present("length", length), present("hash", hash));
    }
}
