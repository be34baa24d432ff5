package dev.kinglet.invoke;

import dev.kinglet.json.JsonWriter;
import dev.kinglet.stage.InputReference;
import java.util.List;

/** {@link InvocationRequest} to JSON. Calls are arrays, not objects: there may be thousands. */
final class RequestWriter {

    private static final int ENVELOPE_BYTES = 512;
    private static final int CALL_BYTES = 32;

    private RequestWriter() {}

    static byte[] write(InvocationRequest request, String signature) {
        JsonWriter json =
                new JsonWriter(ENVELOPE_BYTES + CALL_BYTES * request.calls().size());
        json.beginObject();
        json.name("version").number(InvocationRequest.VERSION);
        json.name("job").string(request.job());
        json.name("stage").number(request.stage());
        json.name("closure").string(request.closure());
        json.name("code").beginArray();
        request.code().forEach(json::string);
        json.endArray();
        json.name("store").string(request.store());
        json.name("inlineLimit").number(request.inlineLimit());
        json.name("callMillis").number(request.callMillis());
        json.name("calls").beginArray();
        calls(json, request.calls());
        json.endArray();
        json.name("signature").string(signature);
        json.endObject();
        return json.toBytes();
    }

    private static void calls(JsonWriter json, List<CallAttempt> calls) {
        for (int i = 0; i < calls.size(); i++) {
            CallAttempt call = calls.get(i);
            json.beginArray();
            json.number(call.call());
            json.number(call.attempt());
            input(json, call.input());
            json.endArray();
        }
    }

    private static void input(JsonWriter json, InputReference input) {
        switch (input) {
            case InputReference.Inline inline -> json.binary(inline.value());
            case InputReference.Staged staged -> {
                json.beginObject();
                json.name("key").string(staged.key());
                json.name("offset").number(staged.offset());
                json.name("length").number(staged.length());
                json.name("hash").string(staged.hash());
                json.endObject();
            }
            case InputReference.Sequence sequence -> {
                json.beginArray();
                sequence.parts().forEach(part -> input(json, part));
                json.endArray();
            }
        }
    }
}
