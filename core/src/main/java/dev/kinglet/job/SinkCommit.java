package dev.kinglet.job;

import dev.kinglet.Sink;
import dev.kinglet.format.RecordWriters;
import dev.kinglet.json.JsonWriter;
import dev.kinglet.source.OpenStores;
import dev.kinglet.stage.Keys;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.StorageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The driver's side of a sink: parts are written aside, and get their names when all are there. What fails before leaves nothing; the
 * names are given in one go, and a last object says that there are no more to come. Confined to one thread.
 */
final class SinkCommit {

    private static final int PAGE = 1_000;
    private static final int DESCRIPTION_BYTES = 128;

    private final Sink<?> sink;
    private final String location;
    private final ObjectStore store;
    private final String job;

    /** @throws IllegalArgumentException if there is something at the sink's location already */
    SinkCommit(Sink<?> sink, String job) {
        this.sink = sink;
        this.location = absolute(sink.location());
        this.store = OpenStores.of(location);
        this.job = job;
        // What an earlier job left aside when it was killed is in nobody's way.
        store.list("", null, PAGE).objects().stream()
                .filter(found -> !Keys.isStaged(found.key()))
                .findFirst()
                .ifPresent(found -> {
                    throw new IllegalArgumentException("cannot write to " + sink.location() + ": there is "
                            + found.key() + " already; name an empty location, or remove what is there");
                });
    }

    /** The location as workers understand it, whose current directory is another. */
    private static String absolute(String location) {
        return location.indexOf(':') > 1
                ? location
                : Path.of(location).toAbsolutePath().normalize().toUri().toString();
    }

    String location() {
        return location;
    }

    /** Publishes the parts, in this order. */
    void publish(List<String> staged) {
        List<String> published = new ArrayList<>();
        try {
            for (String part : staged) {
                String name = Keys.part(published.size(), RecordWriters.extension(sink));
                store.copy(part, name);
                published.add(name);
            }
            store.put(Keys.complete(), describe(published.size()));
        } catch (StorageException e) {
            withdraw(published, e);
            throw e;
        }
        clear();
    }

    private byte[] describe(int parts) {
        return new JsonWriter(DESCRIPTION_BYTES)
                .beginObject()
                .name("job")
                .string(job)
                .name("parts")
                .number(parts)
                .endObject()
                .toBytes();
    }

    private void withdraw(List<String> published, StorageException cause) {
        try {
            store.deleteAll(published);
        } catch (StorageException e) {
            cause.addSuppressed(e);
        }
    }

    /** Removes what was written aside, of attempts that did not count, too. */
    void clear() {
        List<String> keys = new ArrayList<>();
        @Nullable String last = null;
        do {
            ObjectPage page = store.list(Keys.stagedOf(job), last, PAGE);
            page.objects().stream().map(ObjectInfo::key).forEach(keys::add);
            last = page.more() ? keys.getLast() : null;
        } while (last != null);
        store.deleteAll(keys);
    }
}
