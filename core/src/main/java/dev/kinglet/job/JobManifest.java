package dev.kinglet.job;

import dev.kinglet.JobReport;
import dev.kinglet.closure.CodeArtifact;
import dev.kinglet.json.JsonWriter;
import dev.kinglet.store.Keys;

/**
 * Writes what a job was beside what it left in the store, readable. A job that left nothing there gets none: a small inline call must not
 * cost a request.
 */
final class JobManifest {

    private static final int EXPECTED_BYTES = 1024;

    private JobManifest() {}

    static void write(JobRun job) {
        JsonWriter json = new JsonWriter(EXPECTED_BYTES);
        json.beginObject();
        json.name("job").string(job.id);
        json.name("submitted").string(job.submitted.toString());
        json.name("stages").beginArray();
        for (StageRun stage : job.stages()) {
            writeStage(json, stage);
        }
        json.endArray();
        JobReport report = job.report();
        json.name("wallMillis").number(report.wall().toMillis());
        json.name("attempts").number(report.attempts());
        json.name("invocations").number(report.invocations());
        json.endObject();
        job.store().put(Keys.manifest(job.id), json.toBytes());
    }

    private static void writeStage(JsonWriter json, StageRun stage) {
        CallTable.Counts counts = stage.table.counts();
        json.beginObject();
        json.name("stage").number(stage.number);
        json.name("closure").string(stage.closure.hash());
        json.name("code").beginArray();
        for (CodeArtifact artifact : stage.code().artifacts()) {
            json.beginObject();
            json.name("hash").string(artifact.hash());
            json.name("name").string(artifact.name());
            json.endObject();
        }
        json.endArray();
        json.name("calls").number(counts.known());
        json.name("failed").number(counts.failed());
        json.endObject();
    }
}
