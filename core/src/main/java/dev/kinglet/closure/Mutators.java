package dev.kinglet.closure;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which methods of classes whose code is not looked at change the object that they are called on, told by their names. */
final class Mutators {

    private static final Pattern OF_THE_JDK = Pattern.compile(
            "(put|add|remove|set|clear|push|pop|offer|poll|insert|append|delete|increment|decrement|getAnd"
                    + "|accumulate|update|compareAnd|compute|merge|replace|retain|sort|lazySet|weakCompareAnd|load|drain|take|flip|reset|store|reverse)"
                    + "([A-Z0-9].*)?");

    private static final Pattern OF_LIBRARIES = Pattern.compile(
            "(put|add|remove|set|clear|insert|append|increment|inc|define|bind|register|unregister|configure|enable|disable|delete|replace|update"
                    + "|deregister|activate|install|push|merge)([A-Z0-9].*)?");

    /** They change what is given to them. */
    private static final Set<String> HELPERS =
            Set.of("java/util/Collections", "java/util/Arrays", "java/lang/System", "java/lang/reflect/Array");

    private static final Pattern OF_HELPERS = Pattern.compile(
            "addAll|sort|shuffle|swap|reverse|fill|rotate|replaceAll|setAll|parallel(Sort|SetAll|Prefix)|arraycopy|set(Int|Long|Double)?");

    private static final Pattern PARTS = Pattern.compile(
            "(get|values|entrySet|keySet|iterator|next|previous|first|last|peek|element|subList|headMap|tailMap|subMap|descending|listIterator"
                    + "|computeIf|orElse|floor|ceiling|lower|higher|navigable|putIfAbsent)([A-Z0-9].*)?");

    /** What has these names in its type is never changed, or its changes are no state of the program's. */
    private static final List<String> UNCHANGED = List.of(
            "java/lang/String",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Double",
            "java/lang/Float",
            "java/lang/Short",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Boolean",
            "java/lang/Class",
            "java/lang/System$Logger",
            "java/lang/Thread",
            "java/lang/Runtime",
            "java/lang/invoke/MethodHandle",
            "java/lang/invoke/MethodType",
            "java/lang/invoke/VarHandle",
            "java/lang/reflect/Method",
            "java/math/BigInteger",
            "java/math/BigDecimal",
            "java/math/MathContext",
            "java/util/UUID",
            "java/util/Optional",
            "java/util/OptionalInt",
            "java/util/OptionalLong",
            "java/util/OptionalDouble",
            "java/util/Locale",
            "java/util/Currency",
            "java/util/HexFormat",
            "java/util/Base64$Encoder",
            "java/util/Base64$Decoder",
            "java/util/regex/Pattern",
            "java/net/URI",
            "java/net/URL",
            "java/nio/file/Path",
            "java/nio/charset/Charset");

    private static final List<String> UNCHANGED_PACKAGES = List.of(
            "java/time/",
            "java/io/",
            "java/util/logging/",
            "java/util/stream/",
            "java/util/concurrent/locks/",
            "org/slf4j/",
            "org/apache/logging/",
            "org/apache/log4j/",
            "org/apache/commons/logging/",
            "ch/qos/logback/",
            "dev/kinglet/");

    private Mutators() {}

    /** Whether objects of a type, by internal name, do not change, as far as programs are concerned. */
    static boolean isUnchanged(String type) {
        return UNCHANGED.contains(type) || UNCHANGED_PACKAGES.stream().anyMatch(type::startsWith);
    }

    /** Whether a call changes the object that it is made on. */
    static boolean changes(String owner, String name) {
        return !isUnchanged(owner)
                && (WorkerCode.isTheJdks(owner.replace('/', '.')) ? OF_THE_JDK : OF_LIBRARIES)
                        .matcher(name)
                        .matches();
    }

    /** Whether a call changes what it is given. */
    static boolean changesArguments(String owner, String name) {
        return HELPERS.contains(owner) && OF_HELPERS.matcher(name).matches();
    }

    /** Whether what a call gives is a part of the object that it is made on, so that a change of it is one of that object. */
    static boolean givesPart(String name) {
        return PARTS.matcher(name).matches();
    }

    /** Whether a call only fills what is not there yet, as caches do. */
    static boolean fills(String name) {
        return name.equals("computeIfAbsent") || name.equals("putIfAbsent");
    }
}
