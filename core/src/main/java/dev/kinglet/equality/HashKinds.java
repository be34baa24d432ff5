package dev.kinglet.equality;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Currency;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells from a class alone how its keys are hashed, so that all processes say the same. */
final class HashKinds {

    /** Classes without equals of which every process has one object of each value. */
    private static final Set<Class<?>> ONE_OF_EACH = Set.of(Class.class, Currency.class);

    private HashKinds() {}

    static HashKind of(Class<?> type) {
        if (Enum.class.isAssignableFrom(type)) {
            return BuiltIn.CONSTANT;
        }
        if (type == Class.class) {
            return BuiltIn.CLASS_NAME;
        }
        if (type == Currency.class) {
            return BuiltIn.CURRENCY;
        }
        Class<?> equals = declaring(type, "equals", Object.class);
        Class<?> hashCode = declaring(type, "hashCode");
        if (equals == Object.class || equals == IdentityHashMap.class) {
            return new HashKind.Refused(identity(type));
        }
        if (hashCode == Object.class) {
            return new HashKind.Refused("a key of class " + type.getTypeName()
                    + " has equals, but no hashCode to go with it, so that equal keys are not found again; give the class"
                    + " both, or use a record");
        }
        HashKind byContract = byContract(type);
        if (byContract != null) {
            return byContract;
        }
        if (Proxy.isProxyClass(type)) {
            return new HashKind.Opaque("is a proxy", true);
        }
        if (StableClasses.isOfTheJdk(hashCode)) {
            return StableClasses.hashesContents(hashCode)
                    ? BuiltIn.OWN
                    : new HashKind.Opaque("has the hashCode of " + hashCode.getName(), true);
        }
        if (type.isRecord() && GeneratedEquals.isIn(type)) {
            return ofRecord(type);
        }
        return OwnHashCode.of(type);
    }

    /**
     * Why no object of a class can be a key, as far as the class alone tells: subclasses may be equal by what they add.
     *
     * @return null if there is no reason
     */
    static @Nullable String refusal(Class<?> declared) {
        if (ONE_OF_EACH.contains(declared) || declared == byte[].class || declared.isPrimitive() || declared.isEnum()) {
            return null;
        }
        if (declared.isArray()) {
            return identity(declared);
        }
        boolean leaf = Modifier.isFinal(declared.getModifiers())
                || (StableClasses.isOfTheJdk(declared)
                        && declared != Object.class
                        && !Modifier.isAbstract(declared.getModifiers()));
        if (!leaf || declared.isInterface()) {
            return null;
        }
        if (declaring(declared, "equals", Object.class) == Object.class) {
            return identity(declared);
        }
        return declared.isRecord() && GeneratedEquals.isIn(declared) ? refusalOfComponents(declared) : null;
    }

    private static @Nullable String refusalOfComponents(Class<?> record) {
        String array = array(record);
        if (array != null) {
            return array;
        }
        for (RecordComponent component : record.getRecordComponents()) {
            Class<?> type = component.getType();
            String refusal = type == record || type == Object.class ? null : refusal(type);
            if (refusal != null) {
                return "a key of class " + record.getName() + " has the component " + component.getName() + ", but "
                        + refusal;
            }
        }
        return null;
    }

    private static @Nullable String array(Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getType().isArray()) {
                return "a key of class " + record.getName() + " has the array " + component.getName()
                        + ", which is equal only to itself; use a List, or the array alone as the key if it is a byte[]";
            }
        }
        return null;
    }

    private static @Nullable HashKind byContract(Class<?> type) {
        if (List.class.isAssignableFrom(type)) {
            return BuiltIn.LIST;
        }
        if (Set.class.isAssignableFrom(type)) {
            return BuiltIn.SET;
        }
        if (Map.class.isAssignableFrom(type)) {
            return BuiltIn.MAP;
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return BuiltIn.ENTRY;
        }
        return type == Optional.class ? BuiltIn.OPTIONAL : null;
    }

    private static HashKind ofRecord(Class<?> type) {
        String array = array(type);
        if (array != null) {
            return new HashKind.Refused(array);
        }
        Components components = Components.of(type);
        return components == null ? new HashKind.Opaque("is in a module that is closed", true) : components;
    }

    private static String identity(Class<?> type) {
        return "a key of class " + type.getTypeName()
                + " cannot be compared across processes, for it is equal only to itself; use a record, or "
                + (type.isArray() ? "a List" : "give the class equals and hashCode");
    }

    private static Class<?> declaring(Class<?> type, String name, Class<?>... parameters) {
        try {
            return type.getMethod(name, parameters).getDeclaringClass();
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every class has " + name, e);
        }
    }
}
