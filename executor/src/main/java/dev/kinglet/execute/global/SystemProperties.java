package dev.kinglet.execute.global;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;

/** The system properties. Those of the JDK may have been read, and acted on, by the time that they are put back. */
final class SystemProperties implements Global<Map<Object, Object>> {

    /** How the names of properties begin that the JDK reads. */
    private static final List<String> THE_JDKS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "user.",
            "file.",
            "native.",
            "stdout.",
            "stderr.",
            "stdin.",
            "http.",
            "https.",
            "ftp.",
            "socks",
            "jndi.",
            "os.",
            "path.",
            "line.");

    /** The JDK itself sets it when the default time zone is first asked for. */
    private static final String TIME_ZONE = "user.timezone";

    private final WatchedProperties watched;

    SystemProperties() {
        watched = new WatchedProperties(System.getProperties());
        System.setProperties(watched);
    }

    @Override
    public Map<Object, Object> now() {
        return new HashMap<>(System.getProperties());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // other properties are not watched
    public boolean is(Map<Object, Object> state) {
        Properties current = System.getProperties();
        if (current == watched && !watched.isTouched()) {
            return true;
        }
        if (current.containsKey(TIME_ZONE) && !state.containsKey(TIME_ZONE)) {
            state.put(TIME_ZONE, systemsZone(current));
        }
        boolean same = current == watched && current.equals(state);
        if (same) {
            watched.settle();
        }
        return same;
    }

    /** What the JDK finds when it is asked for the first time, and nobody has told it. The property has that value then. */
    private static String systemsZone(Properties current) {
        current.remove(TIME_ZONE);
        TimeZone.setDefault(null);
        String zone = TimeZone.getDefault().getID();
        current.put(TIME_ZONE, zone);
        return zone;
    }

    @Override
    public boolean set(Map<Object, Object> state) {
        Properties current = System.getProperties();
        Set<Object> changed = new HashSet<>(state.keySet());
        changed.addAll(current.keySet());
        changed.removeIf(key -> state.containsKey(key) && state.get(key).equals(current.get(key)));
        watched.clear();
        watched.putAll(state);
        System.setProperties(watched);
        watched.settle();
        return changed.stream().noneMatch(SystemProperties::isTheJdks);
    }

    private static boolean isTheJdks(Object key) {
        String name = key.toString();
        return THE_JDKS.stream().anyMatch(name::startsWith);
    }
}
