package dev.kinglet.reduce;

/**
 * Lets what a user's function throws pass through interfaces that declare no exception, as it is: wrapped, the user would see our
 * exception in place of theirs.
 */
public final class Sneaky {

    private Sneaky() {}

    /** Throws it. Written {@code throw Sneaky.rethrow(e)} so that the compiler knows. */
    public static RuntimeException rethrow(Throwable thrown) {
        return Sneaky.<RuntimeException>unchecked(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // that is the trick: the cast does nothing at run time
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
