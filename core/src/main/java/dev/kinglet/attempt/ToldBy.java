package dev.kinglet.attempt;

/** What told how an attempt ended. */
public enum ToldBy {
    /** The worker's answer reports it. */
    ANSWER(true),
    /** The worker's answer leaves it out: it was not begun. */
    OMISSION(false),
    /** The platform did not take the invocation. */
    REFUSAL(false),
    /** The platform lost the invocation; whether the attempt was begun is not known. */
    LOSS(true),
    /** Its commit record was found in the store. */
    COMMIT_RECORD(true),
    /** The platform stopped the invocation, as it was asked to. */
    CANCELLATION(true),
    /** Nobody told, and nobody is listening any more. */
    SILENCE(true);

    private final boolean mayHaveBegun;

    ToldBy(boolean mayHaveBegun) {
        this.mayHaveBegun = mayHaveBegun;
    }

    /** Whether a worker had begun the attempt, as far as is known. */
    public boolean mayHaveBegun() {
        return mayHaveBegun;
    }
}
