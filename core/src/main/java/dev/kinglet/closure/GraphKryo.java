package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.CollectionSerializer;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.util.Util;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kryo, with a {@link Form} for every class, and nothing made before it is needed. */
@SuppressWarnings({"rawtypes", "unchecked"}) // Kryo's signatures
final class GraphKryo extends Kryo {

    private static final String UNSAFE = "kryo.unsafe";

    private final GraphClasses classes;
    private final References references;
    private final Views views = new Views();
    private final Sightings sightings;
    private final ClassLoader loader;
    private @Nullable Object root;
    private final Map<Class<?>, Maker> makers = new HashMap<>();

    static {
        withoutUnsafe();
    }

    /** Kryo looks once whether it may use Unsafe, which JDK 24 and later report on the user's screen; we need none of it. */
    private static void withoutUnsafe() {
        String before = System.setProperty(UNSAFE, "false");
        boolean ignored = Util.unsafe; // the look
        if (before == null) {
            System.clearProperty(UNSAFE);
        } else {
            System.setProperty(UNSAFE, before);
        }
    }

    static GraphKryo create(Sightings sightings, ClassLoader loader) {
        return new GraphKryo(new GraphClasses(sightings, loader), new References(), sightings, loader);
    }

    private GraphKryo(GraphClasses classes, References references, Sightings sightings, ClassLoader loader) {
        super(classes, references);
        this.classes = classes;
        this.references = references;
        this.sightings = sightings;
        this.loader = loader;
        setClassLoader(loader);
        setRegistrationRequired(false);
        setOptimizedGenerics(false);
        // The order gives them their numbers in the bytes.
        register(Stand.Lambda.class, late(new LambdaSerializer(sightings, loader)));
        register(Stand.PlainLambda.class, late(new PlainLambdaSerializer(sightings, loader, this::root)));
        register(Stand.Java.class, late(new JavaSerializer(sightings, loader)));
        register(Stand.Proxy.class, late(new ProxySerializer(sightings, loader)));
        register(Stand.File.class, new PathSerializer());
        register(Stand.Entry.class, late(new EntrySerializer()));
        register(Stand.View.class, late(new ViewSerializer(views)));
        register(ArrayList.class, new CollectionSerializer<>());
        register(LinkedHashMap.class, new LinkedHashMapSerializer());
    }

    /** What stands in the bytes for objects whose own class says nothing to the reader. */
    private interface Stand {
        final class Lambda implements Stand {}

        final class PlainLambda implements Stand {}

        final class Java implements Stand {}

        final class Proxy implements Stand {}

        final class File implements Stand {}

        final class Entry implements Stand {}

        final class View implements Stand {}
    }

    @Override
    public Registration getRegistration(Class type) {
        Registration known = classes.getRegistration(type);
        if (known != null) {
            return known;
        }
        Class<?> stand = stand(type);
        if (stand == null) {
            return super.getRegistration(type);
        }
        Registration registration = classes.getRegistration(stand);
        classes.alias(type, registration);
        return registration;
    }

    private static @Nullable Class<?> stand(Class<?> type) {
        return switch (Form.of(type)) {
            case LAMBDA -> Stand.Lambda.class;
            case PLAIN_LAMBDA -> Stand.PlainLambda.class;
            case JAVA -> Stand.Java.class;
            case PROXY -> Stand.Proxy.class;
            case PATH -> Stand.File.class;
            case ENTRY -> Stand.Entry.class;
            case VIEW -> Stand.View.class;
            case KRYO, FIELDS, RECORD -> null;
        };
    }

    @Override
    public Serializer getDefaultSerializer(Class type) {
        return switch (Form.of(type)) {
            case FIELDS -> new ObjectSerializer(type);
            case RECORD -> late(new RecordSerializer(type));
            case KRYO -> proven(type);
            default -> throw new IllegalArgumentException(type.getName() + " does not travel under its own name");
        };
    }

    /** Kryo's own, or one in its manner where that would lose something. What has no setters is read as a whole, so it is late. */
    private Serializer<?> proven(Class<?> type) {
        return switch (type.getName()) {
            case "java.lang.Class" -> new ClassSerializer(sightings, loader);
            case "java.util.UUID" -> new DefaultSerializers.UUIDSerializer();
            case "java.net.URI" -> new DefaultSerializers.URISerializer();
            case "java.time.ZonedDateTime" -> new JdkSerializers.OfZonedDateTime();
            case "java.util.IntSummaryStatistics" -> new StatisticsSerializer.OfInts();
            case "java.util.LongSummaryStatistics" -> new StatisticsSerializer.OfLongs();
            case "java.util.DoubleSummaryStatistics" -> new StatisticsSerializer.OfDoubles();
            case "java.util.concurrent.atomic.AtomicBoolean" -> new DefaultSerializers.AtomicBooleanSerializer();
            case "java.util.concurrent.atomic.AtomicInteger" -> new DefaultSerializers.AtomicIntegerSerializer();
            case "java.util.concurrent.atomic.AtomicLong" -> new DefaultSerializers.AtomicLongSerializer();
            case "java.util.concurrent.atomic.AtomicReference" ->
                late(new DefaultSerializers.AtomicReferenceSerializer());
            default -> provenCollection(type);
        };
    }

    private Serializer<?> provenCollection(Class<?> type) {
        return switch (type.getName()) {
            case "java.util.LinkedHashMap" -> new LinkedHashMapSerializer();
            case "java.util.TreeMap" -> new SortedSerializer.OfTreeMap();
            case "java.util.TreeSet" -> new SortedSerializer.OfTreeSet();
            case "java.util.concurrent.ConcurrentSkipListMap" -> late(new SortedSerializer.OfSkipListMap());
            case "java.util.concurrent.CopyOnWriteArrayList" -> new JdkSerializers.OfCopyOnWriteList();
            case "java.util.Arrays$ArrayList" -> late(new JdkSerializers.OfArrayAsList());
            case "java.util.ImmutableCollections$List12",
                    "java.util.ImmutableCollections$ListN",
                    "java.util.ImmutableCollections$SubList" -> late(new ImmutableListSerializer());
            case "java.util.ImmutableCollections$Set12", "java.util.ImmutableCollections$SetN" ->
                late(new ImmutableSetSerializer());
            case "java.util.ImmutableCollections$Map1", "java.util.ImmutableCollections$MapN" ->
                late(new ImmutableMapSerializer());
            case "java.util.Optional",
                    "java.util.Collections$SingletonList",
                    "java.util.Collections$SingletonSet",
                    "java.util.Collections$SingletonMap" -> late(super.getDefaultSerializer(type));
            default -> super.getDefaultSerializer(type);
        };
    }

    @Override
    public void reset() {
        if (views.wereCopied()) {
            views.findBackings(references.written());
        }
        super.reset();
    }

    /** The graph that is being written: where something in it is cannot be told from its parts alone. */
    void begin(Object graph) {
        root = graph;
        views.clear();
    }

    void end() {
        root = null;
        views.clear();
    }

    private @Nullable Object root() {
        return root;
    }

    Views views() {
        return views;
    }

    private <T> Serializer<T> late(Serializer<T> serializer) {
        return new LateSerializer<>(serializer, references);
    }

    @Override
    public <T> T newInstance(Class<T> type) {
        return (T) makers.computeIfAbsent(type, Maker::of).make();
    }

    @Override
    public boolean isClosure(Class type) {
        return false; // lambdas are ours
    }

    @Override
    public boolean isProxy(Class type) {
        return false; // so are proxies
    }
}
