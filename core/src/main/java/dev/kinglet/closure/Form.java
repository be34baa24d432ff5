package dev.kinglet.closure;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way in which the objects of a class travel. Chosen once a class, by the class alone, so that both ends choose alike.
 *
 * <p>What the user wrote travels by its fields, {@link Serializable} or not, unless it says how it wants to be serialized: then it is taken
 * at its word. What the JDK keeps in private fields is out of reach without {@code --add-opens}, so its classes travel by Kryo's own
 * serializers for them, by Java serialization where there is none, or not at all.
 */
enum Form {
    /** By a serializer of Kryo's, or in its manner, that is proven to work: arrays, enums, the usual collections, {@code java.time}. */
    KRYO,
    /** Field by field. */
    FIELDS,
    /** Component by component, made by the canonical constructor. */
    RECORD,
    /** As what {@link java.lang.invoke.SerializedLambda} says. */
    LAMBDA,
    /** As what the class file of the class that made it says of it, where it is not Serializable. */
    PLAIN_LAMBDA,
    /** By Java serialization, which hands what it need not know back to Kryo. */
    JAVA,
    /** A dynamic proxy: its interfaces and handler. */
    PROXY,
    /** An entry of a map: its key and value, without the map. */
    ENTRY,
    /** A path of the default file system: as text. */
    PATH,
    /** A view of a collection that cannot be serialized ({@code map.keySet()}): see {@link ViewKind}. */
    VIEW;

    private static final String NO_FORM = "which is not Serializable and keeps its state private to the JDK. "
            + "Create it inside the function, or capture the values it is made from.";

    private static final String NO_COPY =
            "which is not Serializable and may know more than what it shows. Capture a copy: ";

    /**
     * Classes of the JDK whose objects come back with all of their state by a serializer of Kryo's or {@linkplain JdkSerializers ours}, as
     * a test shows for each. Everything else goes by Java serialization, in which the JDK itself says what the state is.
     */
    static final Set<String> PROVEN = Set.of(
            "java.lang.Class",
            "java.lang.StringBuilder",
            "java.lang.StringBuffer",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.net.URI",
            "java.util.ArrayList",
            "java.util.LinkedList",
            "java.util.Vector",
            "java.util.Stack",
            "java.util.ArrayDeque",
            "java.util.PriorityQueue",
            "java.util.Arrays$ArrayList",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.IdentityHashMap",
            "java.util.ImmutableCollections$List12",
            "java.util.ImmutableCollections$ListN",
            "java.util.ImmutableCollections$SubList",
            "java.util.ImmutableCollections$Set12",
            "java.util.ImmutableCollections$SetN",
            "java.util.ImmutableCollections$Map1",
            "java.util.ImmutableCollections$MapN",
            "java.util.IntSummaryStatistics",
            "java.util.LongSummaryStatistics",
            "java.util.DoubleSummaryStatistics",
            "java.util.BitSet",
            "java.util.Date",
            "java.util.Currency",
            "java.util.UUID",
            "java.util.Optional",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble",
            "java.util.Collections$EmptyList",
            "java.util.Collections$EmptyMap",
            "java.util.Collections$EmptySet",
            "java.util.Collections$SingletonList",
            "java.util.Collections$SingletonMap",
            "java.util.Collections$SingletonSet",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentSkipListMap",
            "java.util.concurrent.CopyOnWriteArrayList",
            "java.util.concurrent.atomic.AtomicBoolean",
            "java.util.concurrent.atomic.AtomicInteger",
            "java.util.concurrent.atomic.AtomicLong",
            "java.util.concurrent.atomic.AtomicReference",
            "java.time.Duration",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.MonthDay",
            "java.time.OffsetDateTime",
            "java.time.OffsetTime",
            "java.time.Period",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.ZonedDateTime",
            "java.time.ZoneOffset",
            "java.time.ZoneRegion");

    /** Superclasses in the JDK that are not Serializable and have no state that a constructor would not make anew. */
    private static final Set<String> STATELESS = Set.of(
            "java.lang.Object",
            "java.lang.Record",
            "java.lang.Number",
            "java.util.AbstractCollection",
            "java.util.AbstractList",
            "java.util.AbstractSequentialList",
            "java.util.AbstractSet",
            "java.util.AbstractQueue",
            "java.util.AbstractMap",
            "java.util.Dictionary",
            "java.util.function.Function");

    /**
     * The form of the objects of {@code type}.
     *
     * @throws RefusedException if they cannot travel
     */
    static Form of(Class<?> type) {
        String refusal = Refusals.reason(type);
        if (refusal != null) {
            throw new RefusedException(null, type, refusal);
        }
        if (type.isArray() || type.isPrimitive() || Enum.class.isAssignableFrom(type)) {
            return KRYO;
        }
        if (Proxy.isProxyClass(type)) {
            return PROXY;
        }
        if (type.isHidden()) {
            return hidden(type);
        }
        if (type.isRecord() && !isOfTheJdk(type)) {
            return RECORD;
        }
        return isOfTheJdk(type) ? ofTheJdk(type) : ofTheUser(type);
    }

    private static Form hidden(Class<?> type) {
        if (!Serializable.class.isAssignableFrom(type)) {
            return PLAIN_LAMBDA;
        }
        Method writeReplace = Lambdas.writeReplace(type);
        // A lambda of the JDK (Comparator.comparing) or of a closed module gives itself away to Java serialization
        // only.
        return writeReplace != null && writeReplace.trySetAccessible() ? LAMBDA : JAVA;
    }

    private static Form ofTheJdk(Class<?> type) {
        if (PROVEN.contains(type.getName())
                || java.util.EnumSet.class.isAssignableFrom(type)
                || java.nio.charset.Charset.class.isAssignableFrom(type)) {
            return KRYO;
        }
        if (type == Object.class) {
            return FIELDS;
        }
        if (Serializable.class.isAssignableFrom(type)) {
            return JAVA;
        }
        if (Path.class.isAssignableFrom(type)) {
            return PATH;
        }
        if (EntrySerializer.knows(type)) {
            return ENTRY;
        }
        if (ViewKind.of(type) != null) {
            return VIEW;
        }
        throw new RefusedException(null, type, noForm(type));
    }

    private static String noForm(Class<?> type) {
        if (Map.Entry.class.isAssignableFrom(type)) {
            return NO_COPY + "Map.entry(it.getKey(), it.getValue()).";
        }
        if (Map.class.isAssignableFrom(type)) {
            return NO_COPY + "new LinkedHashMap<>(it).";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return NO_COPY + "new ArrayList<>(it).";
        }
        return NO_FORM;
    }

    private static Form ofTheUser(Class<?> type) {
        boolean serializable = Serializable.class.isAssignableFrom(type);
        if (serializable && saysHowToSerialize(type)) {
            return JAVA;
        }
        Class<?> base = type;
        while (!isOfTheJdk(base)) {
            base = base.getSuperclass();
        }
        if (STATELESS.contains(base.getName())) {
            return FIELDS;
        }
        if (serializable) {
            return JAVA;
        }
        throw new RefusedException(
                null,
                type,
                "which extends " + base.getName()
                        + " and is not Serializable: the state that it inherits is private to the"
                        + " JDK. Create it inside the function, or let it implement Serializable.");
    }

    private static boolean saysHowToSerialize(Class<?> type) {
        if (Externalizable.class.isAssignableFrom(type)) {
            return true;
        }
        for (Class<?> each = type; !isOfTheJdk(each); each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                if (List.of("writeObject", "readObject", "writeReplace", "readResolve")
                        .contains(method.getName())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a class is the JDK's own, so that every process has it, and its private state is closed to us. */
    static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || loader.equals(PLATFORM)) {
            return true;
        }
        @Nullable String module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
}
