package dev.kinglet.job;

import dev.kinglet.json.JsonReader;
import dev.kinglet.json.JsonWriter;
import dev.kinglet.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job's output consists of.
 *
 * @param extension how the names of its parts end
 * @param parts the keys under which the parts were written aside, in their order
 */
record SinkManifest(String job, String extension, List<String> parts) {

    private static final int HEAD_BYTES = 128;
    private static final int PART_BYTES = 64;

    SinkManifest {
        parts = List.copyOf(parts);
    }

    byte[] toBytes() {
        JsonWriter json = new JsonWriter(HEAD_BYTES + PART_BYTES * parts.size());
        json.beginObject();
        json.name("job").string(job);
        json.name("extension").string(extension);
        json.name("parts").beginArray();
        parts.forEach(json::string);
        return json.endArray().endObject().toBytes();
    }

    /** @throws MalformedJsonException if it is none */
    static SinkManifest parse(byte[] bytes) {
        String job = "";
        String extension = "";
        List<String> parts = new ArrayList<>();
        JsonReader json = new JsonReader(bytes);
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
            switch (name) {
                case "job" -> job = json.string();
                case "extension" -> extension = json.string();
                case "parts" -> {
                    json.beginArray();
                    while (json.nextElement()) {
                        parts.add(json.string());
                    }
                }
                default -> json.skip();
            }
        }
        json.end();
        return new SinkManifest(job, extension, parts);
    }
}
