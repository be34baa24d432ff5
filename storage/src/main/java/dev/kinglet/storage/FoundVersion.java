package dev.kinglet.storage;

import java.util.Objects;

/** Whether an object is still the one that was found, for backends whose answers do not say it. */
final class FoundVersion {

    private FoundVersion() {}

    /** Is asked after the object was opened: what was replaced before that does not become what it was again. */
    static void check(ObjectStore store, ObjectInfo found) {
        ObjectInfo now = store.head(found.key())
                .orElseThrow(() -> new ObjectNotFoundException(
                        "no object \"" + found.key() + "\" in " + store.location() + " any more", null));
        boolean same = found.version() == null
                ? now.size() == found.size()
                : now.size() == found.size() && Objects.equals(now.version(), found.version());
        if (!same) {
            throw new ObjectChangedException(
                    "object \"" + found.key() + "\" in " + store.location()
                            + " was replaced after it was found: it had "
                            + found.size() + " bytes of " + found.modified() + " and has " + now.size() + " bytes of "
                            + now.modified(),
                    null);
        }
    }
}
