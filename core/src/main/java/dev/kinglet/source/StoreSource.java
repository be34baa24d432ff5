package dev.kinglet.source;

import dev.kinglet.ObjectInput;
import dev.kinglet.storage.FoundObjects;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectStore;
import dev.kinglet.store.Stores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the objects of a store: {@code s3://bucket/prefix}, or a glob of keys. */
final class StoreSource {

    /** Scheme and bucket, key, and the store's own parameters; a {@code ?} that no parameter follows belongs to a glob. */
    private static final Pattern FORM =
            Pattern.compile("((?:s3://|memory:)[^/?]+)/?(.*?)(\\?(?:endpoint|region|style)=.*)?", Pattern.DOTALL);

    /** One that begins with a dot; . and .. alone hide nothing in a key. */
    private static final Pattern HIDDEN_SEGMENT = Pattern.compile("(?:^|/)\\.(?!\\.?(?:/|$))");

    private final Stores stores;
    private final String pattern;
    private final String location;
    private final String key;

    private StoreSource(Stores stores, String pattern, String location, String key) {
        this.stores = stores;
        this.pattern = pattern;
        this.location = location;
        this.key = key;
    }

    static boolean serves(String pattern) {
        return pattern.startsWith("s3://") || pattern.startsWith("memory:");
    }

    static List<ObjectInput> find(String pattern, Stores stores) {
        Matcher form = FORM.matcher(pattern);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + pattern + "\" names no bucket; write s3://bucket/prefix");
        }
        String parameters = form.group(3) == null ? "" : form.group(3);
        return new StoreSource(stores, pattern, form.group(1) + parameters, form.group(2)).find();
    }

    private List<ObjectInput> find() {
        ObjectStore store = stores.at(location);
        Glob glob = Glob.isGlob(key) ? new Glob(key) : null;
        String prefix = glob == null ? key : glob.prefix();
        List<ObjectInput> found = new ArrayList<>();
        Set<String> looked = new HashSet<>();
        try {
            @Nullable String next = null;
            do {
                FoundObjects page = store.find(prefix, next);
                next = page.next();
                for (ObjectInfo object : page.objects()) {
                    if (!looked.add(object.key())) {
                        throw new IllegalArgumentException("object \"" + object.key() + "\" is listed twice by "
                                + location + ", whose listings can therefore not be relied on");
                    }
                    if (isWanted(object, prefix, glob)) {
                        found.add(input(object));
                    }
                }
            } while (next != null);
        } catch (ObjectNotFoundException e) {
            throw new IllegalArgumentException("\"" + pattern + "\" matches nothing: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("\"" + pattern + "\" matches nothing: "
                    + (looked.isEmpty() ? "no object of " : "none of the " + looked.size() + " objects of ") + location
                    + " whose key begins with \"" + prefix + "\"" + (looked.isEmpty() ? " exists" : " matches"));
        }
        return found;
    }

    private boolean isWanted(ObjectInfo object, String prefix, @Nullable Glob glob) {
        return !isFolderMark(object) && !isHidden(object, prefix) && (glob == null || glob.matches(object.key()));
    }

    private ObjectInput input(ObjectInfo object) {
        Archives.refuseInStore(object.key());
        return new StoredInput(stores, location, object);
    }

    /** As in folders: what begins with a dot is for whoever names it, such as the mark that a sink is complete. */
    private boolean isHidden(ObjectInfo object, String prefix) {
        int folder = prefix.lastIndexOf('/') + 1;
        return !HIDDEN_SEGMENT.matcher(key.substring(folder)).find()
                && HIDDEN_SEGMENT.matcher(object.key().substring(folder)).find();
    }

    /** What consoles and file systems over S3 write to show a folder: nothing, under a name that ends with a slash. */
    private static boolean isFolderMark(ObjectInfo object) {
        return object.size() == 0 && object.key().endsWith("/");
    }
}
