package dev.kinglet.operator;

import dev.kinglet.reduce.Sneaky;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An iterator whose next element is found by code that may throw anything. What it throws passes through as it is. */
abstract class Checked implements Iterator<Object> {

    private @Nullable Object next;

    /** The next element, or null at the end. Not called any more after null. */
    abstract @Nullable Object find() throws Exception;

    private boolean ended;

    @Override
    public final boolean hasNext() {
        if (next == null && !ended) {
            try {
                next = find();
            } catch (Exception e) {
                throw Sneaky.rethrow(e);
            }
            ended = next == null;
        }
        return next != null;
    }

    @Override
    public final Object next() {
        Object found = next;
        if (found == null) {
            if (!hasNext()) {
                throw new NoSuchElementException("there are no more records");
            }
            found = next;
        }
        next = null;
        if (found == null) {
            throw new AssertionError("hasNext() found one");
        }
        return found;
    }

    /**
     * Hands on all elements that are left. One loop within another, which the JVM compiles as one, where to be asked for each element keeps
     * state between them.
     */
    @Override
    public final void forEachRemaining(Consumer<? super Object> consumer) {
        Object found = next;
        if (found != null) {
            next = null;
            consumer.accept(found);
        }
        if (!ended) {
            rest(consumer);
            ended = true;
        }
    }

    /** Hands on all elements but one that was found already. */
    void rest(Consumer<? super Object> consumer) {
        while (hasNext()) {
            consumer.accept(next());
        }
    }
}
