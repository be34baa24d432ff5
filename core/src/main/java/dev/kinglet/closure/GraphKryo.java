package dev.kinglet.closure;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.CollectionSerializer;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import com.esotericsoftware.kryo.serializers.MapSerializer;
import com.esotericsoftware.kryo.util.Util;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kryo, with a {@link Form} for every class, and nothing made before it is needed. */
@SuppressWarnings({"rawtypes", "unchecked"}) // Kryo's signatures
final class GraphKryo extends Kryo {

    private static final String UNSAFE = "kryo.unsafe";

    private final GraphClasses classes;
    private final References references;
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
        setClassLoader(loader);
        setRegistrationRequired(false);
        setOptimizedGenerics(false);
        // The order gives them their numbers in the bytes.
        register(Stand.Lambda.class, late(new LambdaSerializer(sightings, loader)));
        register(Stand.Java.class, late(new JavaSerializer(sightings, loader)));
        register(Stand.Proxy.class, late(new ProxySerializer(sightings, loader)));
        register(Stand.File.class, new PathSerializer());
        register(Stand.Entry.class, late(new EntrySerializer()));
        register(Stand.ImmutableList.class, late(new ImmutableListSerializer()));
        register(LinkedHashSet.class, new CollectionSerializer<>());
        register(ArrayList.class, new CollectionSerializer<>());
        register(LinkedHashMap.class, new MapSerializer<>());
    }

    /** What stands in the bytes for objects whose own class says nothing to the reader. */
    private interface Stand {
        final class Lambda implements Stand {}

        final class Java implements Stand {}

        final class Proxy implements Stand {}

        final class File implements Stand {}

        final class Entry implements Stand {}

        final class ImmutableList implements Stand {}
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
            case JAVA -> Stand.Java.class;
            case PROXY -> Stand.Proxy.class;
            case PATH -> Stand.File.class;
            case ENTRY -> Stand.Entry.class;
            case IMMUTABLE_LIST -> Stand.ImmutableList.class;
            case SET_COPY -> LinkedHashSet.class;
            case LIST_COPY -> ArrayList.class;
            case MAP_COPY -> LinkedHashMap.class;
            case KRYO, FIELDS, RECORD -> null;
        };
    }

    @Override
    public Serializer getDefaultSerializer(Class type) {
        return switch (Form.of(type)) {
            case FIELDS -> new ObjectSerializer(type);
            case RECORD -> late(new RecordSerializer(type));
            case KRYO -> known(type);
            default -> throw new IllegalArgumentException(type.getName() + " does not travel under its own name");
        };
    }

    /** Kryo's own. What has no setters is read as a whole, so it is late. */
    private Serializer<?> known(Class<?> type) {
        return switch (type.getName()) {
            case "java.util.UUID" -> new DefaultSerializers.UUIDSerializer();
            case "java.net.URI" -> new DefaultSerializers.URISerializer();
            case "java.util.regex.Pattern" -> new DefaultSerializers.PatternSerializer();
            case "java.util.concurrent.atomic.AtomicBoolean" -> new DefaultSerializers.AtomicBooleanSerializer();
            case "java.util.concurrent.atomic.AtomicInteger" -> new DefaultSerializers.AtomicIntegerSerializer();
            case "java.util.concurrent.atomic.AtomicLong" -> new DefaultSerializers.AtomicLongSerializer();
            case "java.util.concurrent.atomic.AtomicReference" ->
                late(new DefaultSerializers.AtomicReferenceSerializer());
            case "java.util.Arrays$ArrayList",
                    "java.util.Optional",
                    "java.util.Collections$SingletonList",
                    "java.util.Collections$SingletonSet",
                    "java.util.Collections$SingletonMap" -> late(super.getDefaultSerializer(type));
            default ->
                type.getName().startsWith("java.util.ImmutableCollections$")
                        ? late(super.getDefaultSerializer(type))
                        : super.getDefaultSerializer(type);
        };
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
