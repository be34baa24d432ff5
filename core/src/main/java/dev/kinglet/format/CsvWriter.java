package dev.kinglet.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.CsvSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of CSV. The first record says what the columns are. */
final class CsvWriter extends StreamWriter<Object> {

    private final char separator;
    private final boolean header;
    private final StringBuilder line = new StringBuilder();
    private @Nullable TableLayout layout;

    CsvWriter(CsvSink sink, OutputStream stream) {
        super(stream);
        this.separator = sink.separator();
        this.header = sink.header();
    }

    @Override
    void write(Object item, OutputStream to) throws IOException {
        if (layout == null) {
            layout = TableLayout.of(item);
            if (header) {
                writeLine(layout.columns(), to);
            }
        }
        writeLine(layout.values(item), to);
    }

    private void writeLine(List<? extends @Nullable Object> values, OutputStream to) throws IOException {
        line.setLength(0);
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                line.append(separator);
            }
            Object value = values.get(i);
            if (value != null) {
                append(value instanceof Enum<?> constant ? constant.name() : value.toString());
            }
        }
        to.write(line.append('\n').toString().getBytes(UTF_8));
    }

    private void append(String text) {
        WritableText.checked(text, "a value");
        if (isPlain(text)) {
            line.append(text);
        } else {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }

    /** Whether it needs no quotation marks. An empty text does: it is not nothing. */
    private boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A byte order mark would be taken for one at the beginning.
            if (c == separator || c == '"' || c == '\n' || c == '\r' || c == '\ufeff') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
