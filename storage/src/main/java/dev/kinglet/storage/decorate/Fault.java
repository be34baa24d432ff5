package dev.kinglet.storage.decorate;

import dev.kinglet.storage.AccessDeniedException;
import dev.kinglet.storage.Request;
import dev.kinglet.storage.StorageException;
import dev.kinglet.storage.StoreThrottledException;
import dev.kinglet.storage.StoreUnavailableException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What goes wrong, and with which requests: by default with every one of the kinds named, whatever the key.
 *
 * @param requests the kinds of request
 * @param key the whole of the key, or of a listing's prefix; a delete of many matches by any of its keys
 * @param first the first matching request that is hit, counted from 1
 * @param count how many are hit from there on
 * @param effect what happens to them
 */
public record Fault(Set<Request> requests, Pattern key, int first, int count, Effect effect) {

    private static final Pattern ANY_KEY = Pattern.compile(".*", Pattern.DOTALL);

    public Fault {
        requests = Set.copyOf(requests);
        if (first < 1 || count < 1) {
            throw new IllegalArgumentException(
                    "first is " + first + " and count " + count + ": both must be at least 1");
        }
    }

    /** What happens to a request that is hit. */
    public sealed interface Effect {

        /** It fails, and the store never sees it. */
        record Refuse(Function<String, StorageException> failure) implements Effect {}

        /** The store does it (an upload: commits it), but the answer is lost. */
        record LoseAnswer(Function<String, StorageException> failure) implements Effect {}

        /** It takes that much longer. */
        record Delay(Duration duration) implements Effect {}

        /** A read ends after that many bytes as if the object did; on other requests it does nothing. */
        record Truncate(int bytes) implements Effect {}

        /** A stream fails after that many bytes; on other requests it does nothing. */
        record BreakOff(int bytes, Function<String, StorageException> failure) implements Effect {}
    }

    /** An effect on all requests of some kinds. */
    public static Fault on(Effect effect, Request first, Request... more) {
        return new Fault(EnumSet.of(first, more), ANY_KEY, 1, Integer.MAX_VALUE, effect);
    }

    /** The store has no room: nothing can be written. */
    public static Fault full() {
        return on(
                new Effect.Refuse(key -> new StoreUnavailableException("injected: no room for " + key, null, false)),
                Request.PUT,
                Request.PUT_IF_ABSENT,
                Request.UPLOAD);
    }

    /** The store is read-only: nothing can be written or removed. */
    public static Fault readOnly() {
        return on(
                new Effect.Refuse(key -> new AccessDeniedException("injected: read-only at " + key, null)),
                Request.PUT,
                Request.PUT_IF_ABSENT,
                Request.UPLOAD,
                Request.DELETE,
                Request.DELETE_ALL);
    }

    /** The store cannot be reached, for the given kinds of request. */
    public static Fault unavailable(Request first, Request... more) {
        return on(new Effect.Refuse(Fault::silence), first, more);
    }

    /** The store does what it is asked, but the answer does not arrive. */
    public static Fault lostAnswer(Request first, Request... more) {
        return on(new Effect.LoseAnswer(Fault::silence), first, more);
    }

    /** The store asks to slow down. */
    public static Fault throttled(Request first, Request... more) {
        return on(
                new Effect.Refuse(key -> new StoreThrottledException("injected: slow down at " + key, null)),
                first,
                more);
    }

    /** Streams break off after so many bytes. */
    public static Fault brokenStream(int bytes) {
        return on(new Effect.BreakOff(bytes, Fault::silence), Request.OPEN);
    }

    /** This fault, for keys that match a regular expression as a whole. */
    public Fault forKeys(String regex) {
        return new Fault(requests, Pattern.compile(regex, Pattern.DOTALL), first, count, effect);
    }

    /** This fault, for the nth matching request only, counted from 1. */
    public Fault atOccurrence(int nth) {
        return new Fault(requests, key, nth, 1, effect);
    }

    /** This fault, for the first n matching requests. */
    public Fault times(int n) {
        return new Fault(requests, key, 1, n, effect);
    }

    boolean concerns(Request request, String name) {
        return requests.contains(request) && key.matcher(name).matches();
    }

    boolean hits(int occurrence) {
        return occurrence >= first && occurrence - first < count;
    }

    private static StorageException silence(String key) {
        return new StoreUnavailableException("injected: no answer about " + key, null, true);
    }
}
