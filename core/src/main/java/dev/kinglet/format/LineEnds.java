package dev.kinglet.format;

/** How the ends of an object's lines are told from its beginning. */
enum LineEnds {
    /** Something else ends the records. */
    OTHERS,
    /** They may be anywhere. */
    ANYWHERE,
    /** Those within quotation marks do not count. */
    UNQUOTED;

    /**
     * Whether lines end with {@code \r}: there is one that no {@code \n} follows, and no {@code \n} that could be the end of a line.
     *
     * @param bytes the object's beginning
     */
    boolean areReturns(byte[] bytes, int from, int until) {
        boolean within = false;
        boolean returns = false;
        for (int i = from; i < until && this != OTHERS; i++) {
            byte b = bytes[i];
            if (b == '"' && this == UNQUOTED) {
                within = !within;
            } else if (b == '\n' && !within) {
                return false;
            } else if (b == '\r' && !within) {
                returns = true;
            }
        }
        return returns;
    }
}
