package dev.kinglet.invoke;

import dev.kinglet.stage.InputReference;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@link InvocationRequest} to JSON. Calls are arrays, not objects: there may be thousands. */
final class RequestWriter {

    private static final int ENVELOPE_BYTES = 512;
    private static final int CALL_BYTES = 32;

    private RequestWriter() {}

    static byte[] write(InvocationRequest request, String signature) {
        return Json.write(
                ENVELOPE_BYTES + CALL_BYTES * request.calls().size(), json -> write(json, request, signature));
    }

    private static void write(JsonGenerator json, InvocationRequest request, String signature) {
        json.writeStartObject();
        json.writeNumberProperty("version", InvocationRequest.VERSION);
        json.writeStringProperty("job", request.job());
        json.writeNumberProperty("stage", request.stage());
        json.writeStringProperty("closure", request.closure());
        json.writeArrayPropertyStart("code");
        request.code().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("store", request.store());
        json.writeNumberProperty("inlineLimit", request.inlineLimit());
        json.writeNumberProperty("callMillis", request.callMillis());
        json.writeArrayPropertyStart("calls");
        calls(json, request.calls());
        json.writeEndArray();
        json.writeStringProperty("signature", signature);
        json.writeEndObject();
    }

    private static void calls(JsonGenerator json, List<CallAttempt> calls) {
        for (int i = 0; i < calls.size(); i++) {
            CallAttempt call = calls.get(i);
            json.writeStartArray();
            json.writeNumber(call.call());
            json.writeNumber(call.attempt());
            input(json, call.input());
            json.writeEndArray();
        }
    }

    private static void input(JsonGenerator json, InputReference input) {
        switch (input) {
            case InputReference.Inline inline -> json.writeBinary(inline.value());
            case InputReference.Staged staged -> {
                json.writeStartObject();
                json.writeStringProperty("key", staged.key());
                json.writeNumberProperty("offset", staged.offset());
                json.writeNumberProperty("length", staged.length());
                json.writeStringProperty("hash", staged.hash());
                json.writeEndObject();
            }
            case InputReference.Sequence sequence -> {
                json.writeStartArray();
                sequence.parts().forEach(part -> input(json, part));
                json.writeEndArray();
            }
        }
    }
}
