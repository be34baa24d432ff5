package dev.kinglet.operator;

import dev.kinglet.Sink;
import dev.kinglet.format.RecordWriter;
import dev.kinglet.format.RecordWriters;
import dev.kinglet.storage.ObjectUpload;
import dev.kinglet.store.Keys;
import java.util.Iterator;
import java.util.List;

/**
 * Writes the records as one part of a sink, where nobody takes it for one before the driver has published all. Nothing is written where
 * there is no record.
 *
 * @param location the sink's, as every process understands it
 */
public record SinkWriter(Sink<Object> sink, String location) implements SinkOperator {

    @Override
    public CallOutput consume(Iterator<Object> records, OperatorContext context) {
        if (!records.hasNext()) {
            return new CallOutput(0, List.of(), List.of());
        }
        String key = Keys.staged(context.call(), context.attempt());
        long rows = 0;
        try (ObjectUpload upload = context.store(location).upload(key)) {
            try (RecordWriter<Object> writer = RecordWriters.open(sink, upload)) {
                while (records.hasNext()) {
                    writer.write(records.next());
                    rows++;
                }
            }
            upload.commit();
        }
        return new CallOutput(rows, List.of(), List.of(key));
    }
}
