package dev.kinglet.reduce;

/** What becomes of records without a partner. */
public enum JoinKind {
    /** They are left out. */
    INNER(false, false),
    /** Those of the left side stand beside null. */
    LEFT(true, false),
    /** Those of either side stand beside null. */
    FULL(true, true);

    private final boolean keepsLeft;
    private final boolean keepsRight;

    JoinKind(boolean keepsLeft, boolean keepsRight) {
        this.keepsLeft = keepsLeft;
        this.keepsRight = keepsRight;
    }

    public boolean keepsLeft() {
        return keepsLeft;
    }

    public boolean keepsRight() {
        return keepsRight;
    }
}
