package dev.kinglet.reduce;

/**
 * Lets what a user's function throws pass through interfaces that declare no exception, as it is: wrapped, the user would see our
 * exception in place of theirs.
 */
public final class Sneaky {

    private Sneaky() {}

    /** Throws it. Written {@code throw Sneaky.rethrow(e)} so that the compiler knows. */
    public static RuntimeException rethrow(Exception exception) {
        return Sneaky.<RuntimeException>unchecked(exception);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // that is the trick: the cast does nothing at run time
    private static <E extends Exception> E unchecked(Exception exception) throws E {
        throw (E) exception;
    }
}
