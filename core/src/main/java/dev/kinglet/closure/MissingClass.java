package dev.kinglet.closure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the class whose absence made something fail, and what to do about it. */
public final class MissingClass {

    /** Causes looked at: beyond, the chain is a loop. */
    private static final int MAX_CAUSES = 100;

    private MissingClass() {}

    /** The binary name of the class that {@code thrown} or one of its causes misses, or null where none is missing. */
    public static @Nullable String find(@Nullable Throwable thrown) {
        int links = 0;
        for (Throwable cause = thrown; cause != null && links < MAX_CAUSES; cause = cause.getCause(), links++) {
            String name = named(cause);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    private static @Nullable String named(Throwable thrown) {
        return switch (thrown) {
            case UndecodableException e -> e.missingClass();
            case TypeNotPresentException e -> e.typeName().replace('/', '.');
            case ClassNotFoundException e -> name(e.getMessage());
            case NoClassDefFoundError e -> name(e.getMessage());
            default -> null;
        };
    }

    /** "Could not initialize class X" has spaces, and names a class that is there. */
    private static @Nullable String name(@Nullable String message) {
        return message == null || message.isEmpty() || message.indexOf(' ') >= 0 ? null : message.replace('/', '.');
    }

    /**
     * What a user should read.
     *
     * @param name the class that is missing
     * @param function who needs it: {@code mapper}
     * @param shipped the names of the artifacts that travelled with the function
     */
    public static String describe(String name, String function, List<String> shipped) {
        return "class " + name + ", needed by " + function + ", is not among the code that was shipped: " + shipped
                + ". Kinglet ships the jars and directories whose classes the function mentions; a class that is only named in a"
                + " string or a configuration file must be mentioned in the function's class, too (" + simple(name)
                + ".class is enough)";
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}
