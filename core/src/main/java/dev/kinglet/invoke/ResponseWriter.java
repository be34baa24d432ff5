package dev.kinglet.invoke;

import dev.kinglet.RemoteFailure;
import dev.kinglet.result.EncodedOutcome;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** {@link InvocationResponse} to JSON. Reports are arrays, not objects: there may be thousands. */
final class ResponseWriter {

    private static final int ENVELOPE_BYTES = 512;
    private static final int REPORT_BYTES = 48;

    private ResponseWriter() {}

    static byte[] write(InvocationResponse response) {
        return Json.write(ENVELOPE_BYTES + REPORT_BYTES * response.calls().size(), json -> write(json, response));
    }

    private static void write(JsonGenerator json, InvocationResponse response) {
        json.writeStartObject();
        json.writeNumberProperty("version", InvocationRequest.VERSION);
        json.writeStringProperty("worker", response.worker());
        json.writeBooleanProperty("first", response.first());
        json.writeArrayPropertyStart("calls");
        reports(json, response.calls());
        json.writeEndArray();
        numbers(json, "phases", response.phases());
        json.writeNumberProperty("memoryMegabytes", response.memoryMegabytes());
        numbers(json, "storeRequests", response.storeRequests());
        json.writeNumberProperty("bytesRead", response.bytesRead());
        json.writeNumberProperty("bytesWritten", response.bytesWritten());
        json.writeNumberProperty("inputBytes", response.inputBytes());
        json.writeNumberProperty("receivedMillis", response.receivedMillis());
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String name, Map<String, Long> values) {
        json.writeObjectPropertyStart(name);
        values.forEach(json::writeNumberProperty);
        json.writeEndObject();
    }

    private static void reports(JsonGenerator json, List<CallReport> reports) {
        for (int i = 0; i < reports.size(); i++) {
            CallReport report = reports.get(i);
            json.writeStartArray();
            json.writeNumber(report.call());
            json.writeNumber(report.attempt());
            json.writeNumber(report.startNanos());
            json.writeNumber(report.runNanos());
            outcome(json, report.outcome());
            if (!report.log().isEmpty()) {
                json.writeString(report.log());
            }
            json.writeEndArray();
        }
    }

    private static void outcome(JsonGenerator json, EncodedOutcome outcome) {
        switch (outcome) {
            case EncodedOutcome.Inline inline -> json.writeBinary(inline.value());
            case EncodedOutcome.Staged staged -> {
                json.writeStartObject();
                json.writeStringProperty("key", staged.key());
                json.writeNumberProperty("length", staged.length());
                json.writeStringProperty("hash", staged.hash());
                json.writeEndObject();
            }
            case EncodedOutcome.Failed failed -> {
                json.writeStartObject();
                json.writeStringProperty("code", failed.code().name());
                json.writeName("failure");
                failure(json, failed.failure());
                json.writeEndObject();
            }
        }
    }

    private static void failure(JsonGenerator json, RemoteFailure failure) {
        json.writeStartObject();
        if (failure.type() != null) {
            json.writeStringProperty("type", failure.type());
        }
        if (failure.message() != null) {
            json.writeStringProperty("message", failure.message());
        }
        json.writeArrayPropertyStart("stack");
        failure.stack().forEach(json::writeString);
        json.writeEndArray();
        if (failure.cause() != null) {
            json.writeName("cause");
            failure(json, failure.cause());
        }
        json.writeEndObject();
    }
}
