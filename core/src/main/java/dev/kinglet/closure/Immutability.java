package dev.kinglet.closure;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether nothing that can be reached from an object can change, so that calls may share it. What is not proven counts as mutable: arrays,
 * fields that are not final, classes of the JDK that are not listed. An enum constant, like a static field, is no part of the object:
 * every copy of the object refers to the same one.
 */
final class Immutability {

    /** Classes of the JDK whose objects refer to nothing mutable. */
    private static final Set<String> PROVEN = Set.of(
            "java.lang.Object",
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Character",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Class",
            "java.lang.String$CaseInsensitiveComparator",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.math.MathContext",
            "java.net.URI",
            "java.util.UUID",
            "java.util.Locale",
            "java.util.Currency",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble",
            "java.util.Collections$EmptyList",
            "java.util.Collections$EmptyMap",
            "java.util.Collections$EmptySet",
            "java.util.Collections$ReverseComparator",
            "java.util.regex.Pattern",
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

    private static final String COLLECTIONS = "java.util.ImmutableCollections$";

    /** Views of lists that {@code subList} and {@code reversed} make are among the immutable collections; these are others. */
    private static final Set<String> SINGLETONS = Set.of(
            "java.util.Collections$SingletonList",
            "java.util.Collections$SingletonSet",
            "java.util.Collections$SingletonMap");

    private static final Set<String> ENTRIES =
            Set.of("java.util.KeyValueHolder", "java.util.AbstractMap$SimpleImmutableEntry");

    /** Superclasses in the JDK that have no state. */
    private static final Set<Class<?>> STATELESS = Set.of(Object.class, Record.class, Number.class);

    private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> todo = new ArrayDeque<>();

    private Immutability() {}

    /** Whether all that can be reached from {@code root} stays as it is, whoever has it. */
    static boolean of(@Nullable Object root) {
        return ofAll(new @Nullable Object[] {root});
    }

    /** Whether that is so of each of these. */
    static boolean ofAll(@Nullable Object[] roots) {
        Immutability walk = new Immutability();
        for (Object root : roots) {
            walk.reach(root);
        }
        try {
            while (!walk.todo.isEmpty()) {
                if (!walk.isImmutable(walk.todo.pop())) {
                    return false;
                }
            }
            return true;
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            return false; // nothing is proven of what cannot be seen
        }
    }

    private void reach(@Nullable Object object) {
        if (object != null && !isLeaf(object) && met.add(object)) {
            todo.push(object);
        }
    }

    private static boolean isLeaf(Object object) {
        Class<?> type = object.getClass();
        return object instanceof String
                || object instanceof Enum
                || PROVEN.contains(type.getName())
                || (Form.isOfTheJdk(type) && (object instanceof Path || object instanceof Charset));
    }

    /** Whether the object itself is immutable; what it refers to is still to be looked at. */
    private boolean isImmutable(Object object) throws IllegalAccessException {
        Class<?> type = object.getClass();
        if (type.isArray()) {
            return Array.getLength(object) == 0;
        }
        if (Proxy.isProxyClass(type)) {
            reach(Proxy.getInvocationHandler(object));
            return true;
        }
        if (type.isHidden() && Form.isOfTheJdk(type)) {
            return isImmutableLambdaOfTheJdk(object);
        }
        return Form.isOfTheJdk(type) ? isImmutableOfTheJdk(object, type.getName()) : areFieldsFinal(object, type);
    }

    private boolean isImmutableLambdaOfTheJdk(Object lambda) {
        if (!(lambda instanceof Serializable)) {
            return false;
        }
        SerializedLambda form = Lambdas.describe(lambda);
        for (int i = 0; i < form.getCapturedArgCount(); i++) {
            reach(form.getCapturedArg(i));
        }
        return true;
    }

    private boolean isImmutableOfTheJdk(Object object, String name) {
        if (object instanceof Optional<?> optional) {
            optional.ifPresent(this::reach);
            return true;
        }
        if (ENTRIES.contains(name) && object instanceof Map.Entry<?, ?> entry) {
            reach(entry.getKey());
            reach(entry.getValue());
            return true;
        }
        if (!name.startsWith(COLLECTIONS) && !SINGLETONS.contains(name)) {
            return false;
        }
        if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                reach(key);
                reach(value);
            });
            return true;
        }
        if (object instanceof List<?> || object instanceof Set<?>) {
            ((Iterable<?>) object).forEach(this::reach);
            return true;
        }
        return false;
    }

    private boolean areFieldsFinal(Object object, Class<?> type) throws IllegalAccessException {
        Class<?> each = type;
        for (; !Form.isOfTheJdk(each); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                if (!Modifier.isFinal(field.getModifiers())) {
                    return false;
                }
                if (!field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    reachFrom(each, field.get(object));
                }
            }
        }
        return STATELESS.contains(each);
    }

    /** Kinglet's own records never write into an array that they hold, so its elements alone count. */
    private void reachFrom(Class<?> holder, @Nullable Object value) {
        boolean arrayOfOurs = value != null && value.getClass().isArray() && isKinglets(holder);
        if (!arrayOfOurs) {
            reach(value);
        } else if (value instanceof Object[] elements) {
            for (Object element : elements) {
                reach(element);
            }
        }
    }

    private static boolean isKinglets(Class<?> type) {
        return type.isRecord() && type.getProtectionDomain().equals(Immutability.class.getProtectionDomain());
    }
}
