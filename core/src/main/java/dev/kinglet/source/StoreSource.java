package dev.kinglet.source;

import dev.kinglet.ObjectInput;
import dev.kinglet.storage.ObjectInfo;
import dev.kinglet.storage.ObjectNotFoundException;
import dev.kinglet.storage.ObjectPage;
import dev.kinglet.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the objects of a store: {@code s3://bucket/prefix}, or a glob of keys. */
final class StoreSource {

    /** Scheme and bucket, key, and the store's own parameters; a {@code ?} that no parameter follows belongs to a glob. */
    private static final Pattern FORM =
            Pattern.compile("((?:s3://|memory:)[^/?]+)/?(.*?)(\\?(?:endpoint|region|style)=.*)?", Pattern.DOTALL);

    private static final int PAGE = 1000;

    private final String pattern;
    private final String location;
    private final String key;

    private StoreSource(String pattern, String location, String key) {
        this.pattern = pattern;
        this.location = location;
        this.key = key;
    }

    static boolean serves(String pattern) {
        return pattern.startsWith("s3://") || pattern.startsWith("memory:");
    }

    static List<ObjectInput> find(String pattern) {
        Matcher form = FORM.matcher(pattern);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + pattern + "\" names no bucket; write s3://bucket/prefix");
        }
        String parameters = form.group(3) == null ? "" : form.group(3);
        return new StoreSource(pattern, form.group(1) + parameters, form.group(2)).find();
    }

    private List<ObjectInput> find() {
        ObjectStore store = OpenStores.of(location);
        Glob glob = Glob.isGlob(key) ? new Glob(key) : null;
        String prefix = glob == null ? key : glob.prefix();
        List<ObjectInput> found = new ArrayList<>();
        int looked = 0;
        @Nullable String last = null;
        try {
            for (ObjectPage page = store.list(prefix, null, PAGE); ; page = store.list(prefix, last, PAGE)) {
                for (ObjectInfo object : page.objects()) {
                    looked++;
                    last = object.key();
                    if (!isFolderMark(object)
                            && !isHidden(object, prefix)
                            && (glob == null || glob.matches(object.key()))) {
                        Archives.refuseInStore(object.key());
                        found.add(new StoredInput(location, object.key(), object.size()));
                    }
                }
                if (!page.more()) {
                    break;
                }
            }
        } catch (ObjectNotFoundException e) {
            throw new IllegalArgumentException("\"" + pattern + "\" matches nothing: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("\"" + pattern + "\" matches nothing: "
                    + (looked == 0 ? "no object of " : "none of the " + looked + " objects of ") + location
                    + " whose key begins with \"" + prefix + "\"" + (looked == 0 ? " exists" : " matches"));
        }
        return found;
    }

    /** As in folders: what begins with a dot is for whoever names it, such as the mark that a sink is complete. */
    private boolean isHidden(ObjectInfo object, String prefix) {
        int folder = prefix.lastIndexOf('/') + 1;
        return !Glob.isHidden(key.substring(folder))
                && Glob.isHidden(object.key().substring(folder));
    }

    /** What consoles write to show an empty folder. */
    private static boolean isFolderMark(ObjectInfo object) {
        return object.key().endsWith("/");
    }
}
