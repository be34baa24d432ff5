package dev.kinglet.closure;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.util.MapReferenceResolver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kryo's table of the objects of a graph, which also knows the late ones that are just being written, innermost last. */
final class References extends MapReferenceResolver {

    private final List<Object> unfinished = new ArrayList<>();

    void begin(Object late) {
        unfinished.add(late);
    }

    void end() {
        unfinished.removeLast();
    }

    /** All objects that were written, until {@link #reset}. */
    Iterable<Object> written() {
        return writtenObjects.keys();
    }

    @Override
    public int getWrittenId(Object object) {
        int id = super.getWrittenId(object);
        if (id != -1 && !unfinished.isEmpty() && isUnfinished(object)) {
            throw new RefusedException(
                    object,
                    object.getClass(),
                    "which contains itself and can only be made once all it contains exists. Break the cycle: let one object in"
                            + " it be of an ordinary class, with the reference in a field.");
        }
        return id;
    }

    @SuppressWarnings("ReferenceEquality") // the very object is meant
    private boolean isUnfinished(Object object) {
        for (Object late : unfinished) {
            if (late == object) {
                return true;
            }
        }
        return false;
    }

    @Override
    @SuppressWarnings("rawtypes") // Kryo's signature
    public @Nullable Object getReadObject(Class type, int id) {
        if (id >= readObjects.size() || readObjects.get(id) == null) {
            throw new KryoException("a reference to object " + id + " of the graph, which does not exist yet");
        }
        return super.getReadObject(type, id);
    }

    @Override
    public void reset() {
        super.reset();
        unfinished.clear();
    }
}
