package dev.kinglet.equality;

import java.lang.classfile.Opcode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call in a {@code hashCode} becomes in its copy.
 *
 * @param kind what is done with it
 * @param target the method of {@link StableHash} in its place, of kind {@link Kind#STABLE}
 */
record CallRule(Kind kind, @Nullable String target) {

    enum Kind {
        /** Nothing that differs between processes can come of it. */
        KEPT,
        /** A hash code of unknown objects. */
        STABLE,
        /** A method of the user's, which is copied, too. */
        COPIED,
        /** A hash code by content of the JDK's superclass. */
        INHERITED,
        /** An identity. */
        IDENTITY,
        /** Something of the JDK's that is not known to be the same everywhere. */
        UNKNOWN
    }

    private static final CallRule KEPT = new CallRule(Kind.KEPT, null);
    private static final CallRule COPIED = new CallRule(Kind.COPIED, null);
    private static final CallRule UNKNOWN = new CallRule(Kind.UNKNOWN, null);
    private static final CallRule IDENTITY = new CallRule(Kind.IDENTITY, null);
    private static final CallRule CODE = new CallRule(Kind.STABLE, "code");

    private static final Map<String, CallRule> HASHES = Map.of(
            "java/util/Objects.hashCode(Ljava/lang/Object;)I", new CallRule(Kind.STABLE, "codeOrZero"),
            "java/util/Objects.hash([Ljava/lang/Object;)I", new CallRule(Kind.STABLE, "codes"),
            "java/util/Arrays.hashCode([Ljava/lang/Object;)I", new CallRule(Kind.STABLE, "codes"),
            "java/util/Arrays.deepHashCode([Ljava/lang/Object;)I", new CallRule(Kind.STABLE, "deepCodes"),
            "java/lang/System.identityHashCode(Ljava/lang/Object;)I", IDENTITY);

    /** Packages of values, of which all is kept but for what {@link #SURROUNDINGS} and {@link #MOMENTS} name. */
    private static final Set<String> VALUES = Set.of(
            "java/lang",
            "java/lang/invoke",
            "java/lang/runtime",
            "java/math",
            "java/nio",
            "java/nio/charset",
            "java/nio/file",
            "java/io",
            "java/net",
            "java/sql",
            "java/text",
            "java/time",
            "java/time/chrono",
            "java/time/format",
            "java/time/temporal",
            "java/util",
            "java/util/concurrent",
            "java/util/concurrent/atomic",
            "java/util/concurrent/locks",
            "java/util/function",
            "java/util/regex",
            "java/util/stream");

    private static final Set<String> SURROUNDINGS = Set.of(
            "java/lang/ClassValue",
            "java/lang/Module",
            "java/lang/Process",
            "java/lang/ProcessHandle",
            "java/lang/Runtime",
            "java/lang/System",
            "java/lang/Thread",
            "java/lang/ThreadLocal",
            "java/net/InetAddress",
            "java/net/NetworkInterface",
            "java/util/Random",
            "java/util/SplittableRandom",
            "java/util/concurrent/ThreadLocalRandom");

    private static final Set<String> MOMENTS = Set.of("now", "random", "randomUUID", "getDefault", "today");

    /** @param ofTheJdk whether the owner is */
    static CallRule of(Opcode opcode, String owner, String name, String type, boolean ofTheJdk) {
        CallRule hash = HASHES.get(owner + "." + name + type);
        if (hash != null) {
            return hash;
        }
        if (owner.startsWith("[")) {
            return "hashCode()I".equals(name + type) ? IDENTITY : KEPT;
        }
        if ("hashCode()I".equals(name + type) && (opcode != Opcode.INVOKESPECIAL || ofTheJdk)) {
            return hashCode(opcode, owner);
        }
        if (!ofTheJdk) {
            return "<init>".equals(name) ? KEPT : COPIED;
        }
        int end = owner.lastIndexOf('/');
        boolean moment = MOMENTS.contains(name) || ("arraycopy".equals(name) ? false : SURROUNDINGS.contains(owner));
        return end > 0 && VALUES.contains(owner.substring(0, end)) && !moment ? KEPT : UNKNOWN;
    }

    private static CallRule hashCode(Opcode opcode, String owner) {
        boolean byContent = StableClasses.hashesContents(owner.replace('/', '.'));
        if (opcode != Opcode.INVOKESPECIAL) {
            return byContent ? KEPT : CODE;
        }
        if ("java/lang/Object".equals(owner)) {
            return IDENTITY;
        }
        return byContent ? new CallRule(Kind.INHERITED, null) : UNKNOWN;
    }
}
