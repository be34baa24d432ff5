package dev.kinglet.job;

import dev.kinglet.JobReport;
import dev.kinglet.closure.CodeArtifact;
import dev.kinglet.stage.Keys;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes what a job was beside what it left in the store, readable. A job that left nothing there gets none: a small inline call must not
 * cost a request.
 */
final class JobManifest {

    private JobManifest() {}

    static void write(JobRun job) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("job", job.id);
            json.writeStringProperty("submitted", job.submitted.toString());
            json.writeArrayPropertyStart("stages");
            for (StageRun stage : job.stages()) {
                writeStage(json, stage);
            }
            json.writeEndArray();
            JobReport report = job.report();
            json.writeNumberProperty("wallMillis", report.wall().toMillis());
            json.writeNumberProperty("attempts", report.attempts());
            json.writeNumberProperty("invocations", report.invocations());
            json.writeEndObject();
        }
        job.store().put(Keys.manifest(job.id), bytes.toByteArray());
    }

    private static void writeStage(JsonGenerator json, StageRun stage) {
        CallTable.Counts counts = stage.table.counts();
        json.writeStartObject();
        json.writeNumberProperty("stage", stage.number);
        json.writeStringProperty("closure", stage.closure.hash());
        json.writeArrayPropertyStart("code");
        for (CodeArtifact artifact : stage.code()) {
            json.writeStartObject();
            json.writeStringProperty("hash", artifact.hash());
            json.writeStringProperty("name", artifact.name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("calls", counts.known());
        json.writeNumberProperty("failed", counts.failed());
        json.writeEndObject();
    }
}
