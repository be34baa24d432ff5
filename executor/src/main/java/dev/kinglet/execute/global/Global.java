package dev.kinglet.execute.global;

/**
 * Something that all code of a JVM shares.
 *
 * @param <S> how it can be; compared by {@link #is} alone
 */
interface Global<S> {

    /** How it is now. */
    S now();

    /** Whether it is as {@code state} says. Asked after every call. */
    boolean is(S state);

    /** Makes it as {@code state} says. Gives whether nothing remains of what was. */
    boolean set(S state);

    /** Code that may change it has run. */
    default void mayHaveChanged() {}
}
