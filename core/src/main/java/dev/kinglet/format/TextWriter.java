package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** Texts, each with a delimiter behind it. One that would be read back as another, or as two, is refused. */
final class TextWriter extends StreamWriter<String> {

    private final String delimiter;
    private final byte[] delimiterBytes;
    private final boolean lines;
    private boolean any;

    TextWriter(String delimiter, OutputStream stream) {
        super(stream);
        this.delimiter = delimiter;
        this.delimiterBytes = delimiter.getBytes(UTF_8);
        this.lines = delimiter.equals("\n") || delimiter.equals("\r\n") || delimiter.equals("\r");
    }

    @Override
    void write(String item, OutputStream to) throws IOException {
        check(item);
        if (!any && item.startsWith("\ufeff")) {
            // What stands at an object's beginning is taken for a byte order mark; the second one is not.
            to.write("\ufeff".getBytes(UTF_8));
        }
        any = true;
        to.write(item.getBytes(UTF_8));
        to.write(delimiterBytes);
    }

    private void check(String item) {
        WritableText.checked(item, "a text");
        if (lines && (item.indexOf('\n') >= 0 || item.indexOf('\r') >= 0)) {
            throw new IllegalArgumentException("the text \"" + shown(item)
                    + "\" has an end of line within, and would be read back as two; write JSON or CSV, separate texts by"
                    + " something that none of them holds (delimitedBy), or replace it first");
        }
        // The delimiter may begin in the text, too.
        if (!lines && item.concat(delimiter).indexOf(delimiter) < item.length()) {
            throw new IllegalArgumentException(
                    "the text \"" + shown(item) + "\" holds the delimiter \"" + delimiter
                            + "\" or its beginning, and would be read back as another; choose a delimiter that no text holds, or write JSON");
        }
    }

    private static String shown(String item) {
        String shown = item.length() > 100 ? item.substring(0, 100) + "..." : item;
        return shown.replace("\n", "\\n").replace("\r", "\\r");
    }
}
