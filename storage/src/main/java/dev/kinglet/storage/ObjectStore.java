package dev.kinglet.storage;

import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named objects of bytes, as S3 has them: written whole, read whole or by range, never changed in place.
 *
 * <p>Keys are relative to the store's {@link #location() location}: non-empty, {@code /}-separated, at most {@value
 * #MAX_KEY_BYTES} bytes of UTF-8, with no empty, {@code .} or {@code ..} segment, no leading or trailing slash, no control character, U+FFFE or
 * U+FFFF (S3's XML cannot carry them) and no half surrogate pair; another key is an {@link IllegalArgumentException}. Both
 * {@code a} and {@code a/b} may exist. A write is seen whole or not at all, and by every later read and list.
 *
 * <p>All methods block, may be called by any number of threads at once (virtual threads included), and fail with a {@link StorageException}.
 */
public interface ObjectStore extends AutoCloseable {

    /** The longest key, in bytes of UTF-8: S3's own limit less what a location's prefix may need. */
    int MAX_KEY_BYTES = 768;

    /** Where this store is, in the form that {@link ObjectStores#open} takes: what a worker needs to reach the same objects. */
    String location();

    /** Writes an object, replacing what was there. */
    void put(String key, byte[] content);

    /**
     * Writes an object if there is none of that name ({@code If-None-Match: *}): of any number of callers, one wins.
     *
     * @throws PreconditionFailedException if there is one
     */
    void putIfAbsent(String key, byte[] content);

    /**
     * Begins an object of unknown length. It appears whole when the upload is {@linkplain ObjectUpload#commit committed}.
     * Memory use is bounded whatever the length.
     */
    ObjectUpload upload(String key);

    /**
     * As {@link #upload(String)}, each of its requests made through {@code requests}. A backend that sends an upload as several requests
     * has this method: only it knows them, and still has the data when one fails.
     */
    default ObjectUpload upload(String key, UploadRequests requests) {
        return requests.make(Request.UPLOAD, () -> upload(key));
    }

    /**
     * Reads a whole object.
     *
     * @throws ObjectNotFoundException if there is none
     */
    byte[] get(String key);

    /**
     * Reads {@code length} bytes from {@code offset}: fewer only where the object ends sooner, none where it ends at or before
     * {@code offset}.
     *
     * @throws ObjectNotFoundException if there is none
     */
    byte[] get(String key, long offset, int length);

    /**
     * Reads an object as a stream, from {@code offset} to its end. Failures while reading are {@link StorageException}s too. It
     * is not buffered: read in pieces. The caller closes the stream.
     *
     * @throws ObjectNotFoundException if there is none
     */
    InputStream open(String key, long offset);

    /** What is known of an object without reading it, or nothing where there is none. */
    Optional<ObjectInfo> head(String key);

    /**
     * Makes an object of the same bytes under another key, replacing what was there, where the store can without sending them through this
     * process. S3 copies objects of up to 5 GB.
     *
     * @throws ObjectNotFoundException if there is no {@code source}
     */
    void copy(String source, String target);

    /** Removes an object; to remove what is not there is no error. */
    void delete(String key);

    /** Removes many objects, in as few requests as the backend allows; to remove what is not there is no error. */
    void deleteAll(Collection<String> keys);

    /**
     * Lists one page of the objects whose key begins with {@code prefix} (any string, the empty one for all), in the order of
     * their keys' UTF-8 bytes.
     *
     * @param startAfter the key to begin behind, or null to begin with the first
     * @param maxKeys how many at the most, 1 to 1,000
     */
    ObjectPage list(String prefix, @Nullable String startAfter, int maxKeys);

    /**
     * Finds objects that others wrote: one page of all whose key begins with {@code prefix}, whatever else the key is. Keys that {@link
     * #list} leaves out since they are none of ours ({@code a//b}, {@code /x}, {@code folder/}) are among them.
     *
     * @param next what the page before leads on with, or null to begin
     */
    default FoundObjects find(String prefix, @Nullable String next) {
        ObjectPage page = list(prefix, next, KeyRules.MAX_PAGE);
        boolean more = page.more() && !page.objects().isEmpty();
        return new FoundObjects(page.objects(), more ? page.objects().getLast().key() : null);
    }

    /**
     * Reads the whole of an object that was found, and no other bytes.
     *
     * @throws ObjectChangedException if it is not the object any more that was found
     */
    default byte[] read(ObjectInfo found) {
        byte[] bytes = get(found.key());
        FoundVersion.check(this, found);
        return bytes;
    }

    /**
     * Reads a part of an object that was found, as {@link #get(String, long, int)} does, and no other bytes.
     *
     * @throws ObjectChangedException if it is not the object any more that was found
     */
    default byte[] read(ObjectInfo found, long offset, int length) {
        byte[] bytes = get(found.key(), offset, length);
        FoundVersion.check(this, found);
        return bytes;
    }

    /**
     * Reads an object that was found as a stream, as {@link #open(String, long)} does.
     *
     * @throws ObjectChangedException if it is not the object any more that was found
     */
    default InputStream open(ObjectInfo found, long offset) {
        InputStream in = open(found.key(), offset);
        FoundVersion.check(this, found);
        return in;
    }

    /** Releases connections. Objects stay. */
    @Override
    void close();
}
