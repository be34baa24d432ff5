package dev.kinglet.format;

/** Texts that a sink can write so that they are read back as they are. */
final class WritableText {

    private WritableText() {}

    /**
     * Refuses what UTF-8 has no bytes for, and what a reader takes for a sign of something that is no text.
     *
     * @param what the text's place, for the message
     */
    static String checked(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException(
                        what
                                + " has a NUL character, which is read back as a sign of something else; remove it, or write JSON");
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException(what + " has half of a surrogate pair (U+"
                            + Integer.toHexString(c) + " as character " + i + "), which is no text; correct it first");
                }
                i++;
            }
        }
        return text;
    }
}
