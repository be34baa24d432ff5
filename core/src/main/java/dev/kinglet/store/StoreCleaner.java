package dev.kinglet.store;

import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes what jobs left in a store and nobody needs any more. A job goes as a whole, when nothing was written to it for some time: so one
 * that runs stays, however long ago it began. Code goes when no driver has used it for that time. Whatever is not named as Kinglet names
 * its objects stays.
 */
public final class StoreCleaner {

    /**
     * Code is kept this long at least: a driver that has found it in the store may rely on it for {@link CodeStore#TRUST}, and the jobs that it
     * began meanwhile go on.
     */
    public static final Duration LEAST_FOR_CODE = Duration.ofDays(2);

    private static final int PAGE = 1000;

    private final ObjectStore store;
    private final boolean dryRun;
    private int jobs;
    private int code;
    private long objects;
    private long bytes;

    /** What was removed, or would have been. */
    public record Removed(int jobs, int code, long objects, long bytes) {}

    private StoreCleaner(ObjectStore store, boolean dryRun) {
        this.store = store;
        this.dryRun = dryRun;
    }

    /**
     * Cleans a store.
     *
     * @param now the time
     * @param older how long nothing was written to what is removed
     * @param dryRun whether to remove nothing, but only say what would be
     */
    public static Removed clean(ObjectStore store, Instant now, Duration older, boolean dryRun) {
        StoreCleaner cleaner = new StoreCleaner(store, dryRun);
        cleaner.cleanJobs(now.minus(older));
        cleaner.cleanCode(now.minus(older.compareTo(LEAST_FOR_CODE) < 0 ? LEAST_FOR_CODE : older));
        return new Removed(cleaner.jobs, cleaner.code, cleaner.objects, cleaner.bytes);
    }

    /** Whether there is a job that began so long ago: one request in place of a list of everything. */
    public static boolean mayHaveOld(ObjectStore store, Instant now, Duration older) {
        List<ObjectInfo> first = store.list(Keys.allJobs(), null, 1).objects();
        return !first.isEmpty() && first.getFirst().modified().isBefore(now.minus(older));
    }

    private void cleanJobs(Instant before) {
        Map<String, Instant> written = new LinkedHashMap<>();
        each(Keys.allJobs(), object -> {
            String job = Keys.jobOf(object.key());
            if (job != null) {
                written.merge(job, object.modified(), (a, b) -> a.isAfter(b) ? a : b);
            }
        });
        written.values().removeIf(last -> !last.isBefore(before));
        written.keySet().forEach(job -> removeJob(job, before));
    }

    private void removeJob(String job, Instant before) {
        // It was looked at a while ago, if there are many.
        boolean[] inUse = new boolean[1];
        each(Keys.job(job), object -> inUse[0] |= !object.modified().isBefore(before));
        if (!inUse[0]) {
            eachPage(
                    Keys.job(job),
                    page -> remove(page.stream()
                            .filter(object -> job.equals(Keys.jobOf(object.key())))
                            .toList()));
            jobs++;
        }
    }

    private void cleanCode(Instant before) {
        eachPage(Keys.allCode(), page -> {
            List<ObjectInfo> old = page.stream()
                    .filter(object ->
                            Keys.isCode(object.key()) && object.modified().isBefore(before))
                    .toList();
            remove(old);
            code += old.size();
        });
    }

    private void remove(List<ObjectInfo> old) {
        objects += old.size();
        bytes += old.stream().mapToLong(ObjectInfo::size).sum();
        if (!dryRun && !old.isEmpty()) {
            store.deleteAll(old.stream().map(ObjectInfo::key).toList());
        }
    }

    private void each(String prefix, Consumer<ObjectInfo> visitor) {
        eachPage(prefix, page -> page.forEach(visitor));
    }

    private void eachPage(String prefix, Consumer<List<ObjectInfo>> visitor) {
        @Nullable String last = null;
        ObjectPage page;
        do {
            page = store.list(prefix, last, PAGE);
            visitor.accept(page.objects());
            last = page.objects().isEmpty() ? last : page.objects().getLast().key();
        } while (page.more());
    }
}
