package dev.kinglet.closure;

import java.util.List;

/** The classes that every worker has, by name: the JDK's, Kinglet's own, and Arrow's. Nothing else is taken from the worker. */
public final class WorkerCode {

    /** Kinglet's packages that users write or that only drivers have. */
    private static final List<String> USER_PACKAGES =
            List.of("dev.kinglet.cli.", "dev.kinglet.examples.", "dev.kinglet.bench.");

    private static final String OURS = "dev.kinglet.";

    /** Functions over batches are given Arrow's vectors by Kinglet, so that both must mean the same classes. */
    private static final String ARROW = "org.apache.arrow.";

    /** Where the JDK's packages begin. Some names below {@code javax.} are libraries'; these are then not found in the JDK. */
    private static final List<String> JDK = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.w3c.dom.",
            "org.xml.sax.",
            "org.ietf.jgss.",
            "netscape.javascript.");

    private WorkerCode() {}

    /** Whether a class with this binary name may come with Kinglet. Tests of Kinglet share its packages, so it may also be the user's. */
    public static boolean isKinglets(String name) {
        return name.startsWith(ARROW)
                || (name.startsWith(OURS) && USER_PACKAGES.stream().noneMatch(name::startsWith));
    }

    /** Whether a class with this binary name may be the JDK's. */
    public static boolean isTheJdks(String name) {
        return JDK.stream().anyMatch(name::startsWith);
    }
}
