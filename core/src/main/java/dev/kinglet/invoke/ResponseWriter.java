package dev.kinglet.invoke;

import dev.kinglet.RemoteFailure;
import dev.kinglet.StoreUse;
import dev.kinglet.attempt.AttemptOutcome;
import dev.kinglet.json.JsonWriter;
import java.util.List;
import java.util.Map;

/** {@link InvocationResponse} to JSON. Reports are arrays, not objects: there may be thousands. */
final class ResponseWriter {

    private static final int ENVELOPE_BYTES = 512;
    private static final int REPORT_BYTES = 48;

    /** Dollars travel in billionths: the price of a request is hundreds of them. */
    static final double BILLION = 1e9;

    private ResponseWriter() {}

    static byte[] write(InvocationResponse response) {
        JsonWriter json =
                new JsonWriter(ENVELOPE_BYTES + REPORT_BYTES * response.calls().size());
        json.beginObject();
        json.name("version").number(InvocationRequest.VERSION);
        json.name("worker").string(response.worker());
        json.name("first").bool(response.first());
        json.name("calls").beginArray();
        reports(json, response.calls());
        json.endArray();
        numbers(json.name("phases"), response.phases());
        json.name("memoryMegabytes").number(response.memoryMegabytes());
        if (!response.store().isNothing()) {
            store(json.name("store"), response.store());
        }
        json.name("inputBytes").number(response.inputBytes());
        json.name("receivedMillis").number(response.receivedMillis());
        json.endObject();
        return json.toBytes();
    }

    private static void store(JsonWriter json, StoreUse use) {
        json.beginArray();
        json.number(use.bytesRead());
        json.number(use.bytesWritten());
        json.number(Math.round(use.dollars() * BILLION));
        numbers(json, use.requests());
        json.endArray();
    }

    private static void numbers(JsonWriter json, Map<String, Long> values) {
        json.beginObject();
        values.forEach((key, value) -> json.name(key).number(value));
        json.endObject();
    }

    private static void reports(JsonWriter json, List<AttemptReport> reports) {
        for (int i = 0; i < reports.size(); i++) {
            AttemptReport report = reports.get(i);
            json.beginArray();
            json.number(report.call());
            json.number(report.attempt());
            json.number(report.startNanos());
            json.number(report.runNanos());
            outcome(json, report.outcome());
            // Most calls have neither, and an array may end early.
            if (!report.log().isEmpty() || report.flops() != 0) {
                json.string(report.log());
            }
            if (report.flops() != 0) {
                json.number(report.flops());
            }
            json.endArray();
        }
    }

    private static void outcome(JsonWriter json, AttemptOutcome outcome) {
        // No switch over patterns, as in SignatureFeed.
        if (outcome instanceof AttemptOutcome.Inline inline) {
            json.binary(inline.value());
        } else if (outcome instanceof AttemptOutcome.Staged staged) {
            json.beginObject();
            json.name("key").string(staged.key());
            json.name("length").number(staged.length());
            json.name("hash").string(staged.hash());
            json.endObject();
        } else if (outcome instanceof AttemptOutcome.Failed failed) {
            json.beginObject();
            json.name("code").string(failed.code().name());
            json.name("failure");
            failure(json, failed.failure());
            json.endObject();
        }
    }

    private static void failure(JsonWriter json, RemoteFailure failure) {
        json.beginObject();
        if (failure.type() != null) {
            json.name("type").string(failure.type());
        }
        if (failure.message() != null) {
            json.name("message").string(failure.message());
        }
        json.name("stack").beginArray();
        failure.stack().forEach(json::string);
        json.endArray();
        if (failure.cause() != null) {
            json.name("cause");
            failure(json, failure.cause());
        }
        json.endObject();
    }
}
