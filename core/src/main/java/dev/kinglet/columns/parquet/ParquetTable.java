package dev.kinglet.columns.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.kinglet.columns.ColumnsException;
import dev.kinglet.columns.StoredBytes;
import dev.kinglet.columns.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The row groups of a Parquet file whose middle lies in a range of it. */
public final class ParquetTable implements Table {

    private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);
    private static final byte[] ENCRYPTED_MAGIC = "PARE".getBytes(US_ASCII);

    /** The magic bytes at both ends and the length of the footer. */
    private static final int LEAST_BYTES = 12;

    private static final int TAIL_BYTES = 8;

    /** Most footers lie in the last so many bytes, so that one request has them. */
    private static final int FIRST_READ_BYTES = 64 << 10;

    private final Footer footer;
    private final List<Integer> groups = new ArrayList<>();
    private final @Nullable Parts[] chosen;
    private final Codecs codecs = new Codecs();
    private final RowGroups reading;
    private long firstRow;
    private int next;
    private long rowsLeft;
    private int rows;
    private long rowsBefore;

    /**
     * Opens the row groups whose middle lies in a range.
     *
     * @param to where the range ends, the first offset that is not in it
     * @throws ColumnsException if it is no Parquet file
     */
    public static ParquetTable open(StoredBytes object, long from, long to) {
        try {
            return new ParquetTable(object, from, to);
        } catch (ColumnsException e) {
            throw new ColumnsException("it cannot be read as Parquet: " + e.getMessage(), e);
        }
    }

    private ParquetTable(StoredBytes object, long from, long to) {
        long size = object.size();
        if (size < LEAST_BYTES) {
            throw new ColumnsException("it has " + size + " bytes, less than any such file");
        }
        int length = (int) Math.min(size, FIRST_READ_BYTES);
        byte[] tail = ChunkBytes.read(object, size - length, length);
        if (!ends(tail, MAGIC)) {
            throw new ColumnsException(
                    ends(tail, ENCRYPTED_MAGIC)
                            ? "it is encrypted, which Kinglet does not read"
                            : "it does not end as such files do; it is another file, or was cut short");
        }
        int footerBytes = Bits.int32(tail, length - TAIL_BYTES);
        if (footerBytes < 0 || footerBytes > size - LEAST_BYTES) {
            throw new ColumnsException("its footer is said to have " + footerBytes + " of its " + size + " bytes");
        }
        if (footerBytes + TAIL_BYTES > length) {
            tail = ChunkBytes.read(object, size - TAIL_BYTES - footerBytes, footerBytes + TAIL_BYTES);
        }
        int end = tail.length - TAIL_BYTES;
        this.footer = Footer.read(tail, end - footerBytes, end, size);
        this.chosen = new @Nullable Parts[footer.fields().size()];
        this.reading = new RowGroups(object, size - TAIL_BYTES - footerBytes, codecs);
        choose(from, to);
    }

    private static boolean ends(byte[] bytes, byte[] with) {
        return Arrays.equals(bytes, bytes.length - with.length, bytes.length, with, 0, with.length);
    }

    private void choose(long from, long to) {
        for (int i = 0; i < footer.groups().size(); i++) {
            long middle = footer.groups().get(i).middle();
            if (middle >= from && middle < to) {
                groups.add(i);
            } else if (middle < from) {
                firstRow += footer.groups().get(i).rows();
            }
        }
    }

    @Override
    public List<String> columns() {
        return footer.fields().stream().map(Node::name).toList();
    }

    @Override
    public String type(int column) {
        Node field = footer.fields().get(column);
        if (field.isRepeated() || field.annotation().kind() == Annotation.Kind.LIST) {
            return "list";
        }
        if (field.isGroup()) {
            return field.annotation().isMap() ? "map" : "struct";
        }
        String annotation = field.annotation().toString();
        return field.physical() + (annotation.isEmpty() ? "" : " " + annotation);
    }

    @Override
    public void choose(Set<String> names) {
        if (footer.fields().isEmpty()) {
            return;
        }
        boolean any = false;
        for (int i = 0; i < chosen.length; i++) {
            Node field = footer.fields().get(i);
            if (names.contains(field.name())) {
                Parts parts = new Parts(field);
                chosen[i] = parts;
                reading.add(parts);
                any = true;
            }
        }
        if (!any) {
            throw new ColumnsException("none of the columns " + columns() + " is wanted");
        }
    }

    @Override
    public int next() {
        if (footer.fields().isEmpty()) {
            return -1;
        }
        rowsBefore += rows;
        rows = 0;
        while (rowsLeft == 0) {
            if (next == groups.size()) {
                return -1;
            }
            int number = groups.get(next++);
            Footer.Group group = footer.groups().get(number);
            rowsLeft = group.rows();
            if (rowsLeft > 0) {
                reading.open(group, number + 1);
            }
        }
        int now = (int) Math.min(rowsLeft, reading.rowsAtOnce());
        reading.read(now, now == rowsLeft);
        rowsLeft -= now;
        rows = now;
        return now;
    }

    @Override
    public @Nullable Object get(int column, int row) {
        Parts parts = chosen[column];
        if (parts == null) {
            throw new IllegalArgumentException(
                    "column " + footer.fields().get(column).name() + " was not chosen");
        }
        return parts.part().get(row);
    }

    @Override
    public String place(int row) {
        return "row " + (firstRow + rowsBefore + row + 1);
    }

    @Override
    public void close() {
        codecs.close();
    }
}
