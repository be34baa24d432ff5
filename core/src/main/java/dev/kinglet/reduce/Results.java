package dev.kinglet.reduce;

import org.jspecify.annotations.Nullable;

/** What users' functions return. */
public final class Results {

    private Results() {}

    /**
     * The result of a function, unless it is null.
     *
     * @param operation what the function was given to
     * @throws NullPointerException if it is, with what to do
     */
    public static Object present(@Nullable Object result, String operation) {
        if (result == null) {
            throw new NullPointerException("the function of " + operation
                    + " returned null, but neither a record nor what is accumulated is ever null; leave a record out by"
                    + " flatMap, or return an Optional");
        }
        return result;
    }
}
