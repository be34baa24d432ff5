package dev.kinglet.job;

import dev.kinglet.Sink;
import dev.kinglet.format.RecordWriters;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.storage.PreconditionFailedException;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreUnavailableException;
import dev.kinglet.store.Keys;
import dev.kinglet.store.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The driver's side of a sink. Workers write parts aside; when all are there the driver commits them, gives them their names, says that
 * they are complete, and removes what lies aside.
 *
 * <p>The commit is one conditional put, of the list of parts. It is the moment in which the output exists: before it nothing is seen of
 * the job, whatever becomes of it, and behind it there is only the way forward.
 *
 * <ul>
 *   <li><b>Two jobs at once</b> may both find the location empty, and work. The first to commit wins, the other one fails and removes what
 *       it wrote. So no claim is needed at the beginning, and none can be left behind.
 *   <li><b>A driver that is killed before its commit</b> leaves parts aside, which are in nobody's way.
 *   <li><b>A driver that is killed behind it</b> leaves a committed output of which some parts may have no names. Sources refuse such
 *       an output. The next job that would write to the location completes it, and fails as the location is not empty.
 *   <li><b>A driver that only seems dead</b> is no danger: to name a part is to copy it, and whoever does it makes the same object. Who
 *       finds the parts aside gone looks whether somebody else has completed the output.
 *   <li><b>What lies aside is removed when all is complete</b>, other jobs' too: once there is a commit, none of them will ever use it.
 *   <li><b>In a store that ignores the condition of a put, or knows none,</b> the last one to commit is seen as the winner by whoever looks later: each
 *       job reads back what is there. Two that commit within that moment may both win.
 * </ul>
 *
 * <p>Confined to one thread.
 */
final class SinkCommit {

    private static final int PAGE = 1_000;

    private final Sink<?> sink;
    private final String location;
    private final ObjectStore store;
    private final String job;

    /** Whether the commit may have been written. */
    private boolean committed;

    /** @throws IllegalArgumentException if there is something at the sink's location already */
    SinkCommit(Sink<?> sink, String job, Stores stores) {
        this(sink, job, stores.at(Stores.absolute(sink.location())));
    }

    SinkCommit(Sink<?> sink, String job, ObjectStore store) {
        this.sink = sink;
        this.location = Stores.absolute(sink.location());
        this.store = store;
        this.job = job;
        Optional<SinkManifest> earlier = committed();
        earlier.ifPresent(manifest -> complete(manifest, true));
        seen().ifPresent(key -> {
            throw new IllegalArgumentException("cannot write to " + sink.location() + ": there is "
                    + earlier.map(manifest -> "the output of job " + manifest.job() + " (" + Keys.COMMITTED + ")")
                            .orElse(key)
                    + " already; name an empty location, or remove what is there");
        });
    }

    /** A key at the location, but for those of what lies aside. */
    private Optional<String> seen() {
        Optional<String> first = first(null);
        return first.filter(Keys::isStaged).isPresent() ? first(Keys.BEHIND_STAGED) : first;
    }

    private Optional<String> first(@Nullable String behind) {
        return store.list("", behind, 1).objects().stream().map(ObjectInfo::key).findFirst();
    }

    private Optional<SinkManifest> committed() {
        try {
            return Optional.of(SinkManifest.parse(store.get(Keys.COMMITTED)));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        }
    }

    String location() {
        return location;
    }

    /**
     * Publishes the parts, in this order.
     *
     * @throws IllegalStateException if another job has published its own since this one began
     */
    void publish(List<String> staged) {
        SinkManifest mine = new SinkManifest(job, RecordWriters.extension(sink), staged);
        try {
            committed = true;
            commit(mine);
        } catch (StorageException e) {
            committed = e.retryable(); // what was refused for good was not written; what had no answer may have been
            throw e;
        }
        SinkManifest first = committed().orElse(mine);
        if (!first.job().equals(job)) {
            committed = false;
            throw new IllegalStateException("cannot write to " + sink.location() + ": job " + first.job()
                    + " wrote there at the same time, and was first; its output stands, and of this job's"
                    + " nothing is seen");
        }
        complete(first, false);
    }

    private void commit(SinkManifest mine) {
        try {
            store.putIfAbsent(Keys.COMMITTED, mine.toBytes());
        } catch (PreconditionFailedException e) {
            // There is another job's, or this one's, of which the answer was lost.
        } catch (StoreUnavailableException e) {
            if (e.retryable()) {
                throw e;
            }
            // A store that knows no conditions; or one that is full, as the next put says.
            if (committed().isEmpty()) {
                store.put(Keys.COMMITTED, mine.toBytes());
            }
        }
    }

    /**
     * Gives the parts of a committed output their names, and removes what lies aside.
     *
     * @param earlier whether it was committed a while ago, so that they may have them
     */
    private void complete(SinkManifest manifest, boolean earlier) {
        try {
            if (!earlier || !isComplete()) {
                name(manifest);
            }
        } catch (StorageException e) {
            throw new IllegalStateException(
                    "the output of job " + manifest.job() + " in " + sink.location()
                            + " counts, but not all of its parts have their names: " + e.getMessage()
                            + ". The next job that is started for this location completes it",
                    e);
        }
        remove(Keys.STAGED);
    }

    private boolean isComplete() {
        return store.head(Keys.COMPLETE).isPresent();
    }

    private void name(SinkManifest manifest) {
        List<String> parts = manifest.parts();
        try {
            for (int i = 0; i < parts.size(); i++) {
                store.copy(parts.get(i), Keys.part(i, manifest.extension()));
            }
        } catch (ObjectNotFoundException e) {
            if (isComplete()) {
                return; // by somebody else, who removed them then
            }
            throw new IllegalStateException(
                    "the output of job " + manifest.job() + " in " + sink.location()
                            + " cannot be completed: parts that have no names yet are gone. Remove what is there",
                    e);
        }
        store.put(Keys.COMPLETE, new byte[0]);
    }

    /** Removes what was written aside, of attempts that did not count, too, unless it is what was committed. */
    void clear() {
        if (!committed) {
            remove(Keys.stagedOf(job));
        }
    }

    private void remove(String prefix) {
        List<String> keys = new ArrayList<>();
        @Nullable String last = null;
        do {
            ObjectPage page = store.list(prefix, last, PAGE);
            page.objects().stream().map(ObjectInfo::key).forEach(keys::add);
            last = page.more() ? keys.getLast() : null;
        } while (last != null);
        store.deleteAll(keys);
    }
}
