package dev.kinglet.columns;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowGroupPredicate;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import dev.hardwood.schema.SchemaNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The row groups of a Parquet file whose middle lies in a range of it. */
public final class ParquetTable implements Table {

    /** The reader's way to be told not to look for a native library, of which the JVM would warn on the user's screen. */
    private static final String NATIVE_PROPERTY = "hardwood.uselibdeflate";

    /** It says on the user's screen which instructions it uses. Held, since loggers that nobody holds forget their level. */
    private static final Logger LOGGER = Logger.getLogger("dev.hardwood");

    static {
        if (LOGGER.getLevel() == null) {
            LOGGER.setLevel(Level.WARNING);
        }
    }

    private final HardwoodContext context;
    private final ParquetFileReader file;
    private final List<SchemaNode> fields;
    private final RowGroupPredicate range;
    private final long firstRow;
    private final @Nullable ParquetPart[] chosen;
    private @Nullable ColumnReaders readers;
    private int rows;
    private long rowsBefore;

    /**
     * Opens the row groups whose middle lies in a range.
     *
     * @param to where the range ends, the first offset that is not in it
     * @throws ColumnsException if it is no Parquet file
     */
    public static ParquetTable open(StoredBytes bytes, String name, long from, long to) {
        if (System.getProperty(NATIVE_PROPERTY) == null) {
            System.setProperty(NATIVE_PROPERTY, "false");
        }
        HardwoodContext context = HardwoodContext.create(1);
        try {
            return new ParquetTable(context, ParquetFileReader.open(new Ranges(bytes, name), context), from, to);
        } catch (IOException e) {
            context.close();
            throw new ColumnsException("it cannot be read as Parquet: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            context.close();
            throw refused(e);
        }
    }

    private ParquetTable(HardwoodContext context, ParquetFileReader file, long from, long to) {
        this.context = context;
        this.file = file;
        this.fields = file.getFileSchema().getRootNode().children();
        this.range = RowGroupPredicate.byteRange(from, to);
        this.firstRow = file.getFileMetaData().rowGroups().stream()
                .filter(group -> middle(group) < from)
                .mapToLong(RowGroup::numRows)
                .sum();
        this.chosen = new @Nullable ParquetPart[fields.size()];
    }

    /** Where a row group counts as lying, by which the reader chooses those of a range. */
    private static long middle(RowGroup group) {
        long bytes = group.columns().stream()
                .mapToLong(column -> column.metaData().totalCompressedSize())
                .sum();
        return group.columns().getFirst().chunkStartOffset() + bytes / 2;
    }

    private static RuntimeException refused(RuntimeException thrown) {
        return thrown instanceof ColumnsException || thrown instanceof UncheckedIOException
                ? thrown
                : new ColumnsException("it cannot be read as Parquet: " + thrown.getMessage(), thrown);
    }

    @Override
    public List<String> columns() {
        List<String> names = new ArrayList<>();
        for (SchemaNode field : fields) {
            names.add(field.name());
        }
        return names;
    }

    @Override
    public String type(int column) {
        SchemaNode field = fields.get(column);
        if (!(field instanceof SchemaNode.PrimitiveNode) || field.maxRepetitionLevel() > 0) {
            return ParquetPart.type(field);
        }
        ColumnSchema schema = file.getFileSchema().getColumn(field.name());
        return schema.type() + (schema.logicalType() == null ? "" : " " + schema.logicalType());
    }

    @Override
    public void choose(Set<String> names) {
        List<String> wanted = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            SchemaNode field = fields.get(i);
            if (names.contains(field.name())) {
                wanted.add(field.name());
                places.add(i);
            }
        }
        if (fields.isEmpty()) {
            return;
        }
        if (wanted.isEmpty()) {
            throw new ColumnsException("none of the columns " + columns() + " is wanted");
        }
        try {
            ColumnReaders opened = file.buildColumnReaders(ColumnProjection.columns(wanted.toArray(String[]::new)))
                    .filter(range)
                    .build();
            readers = opened;
            Map<Integer, ColumnReader> byNumber = new HashMap<>();
            for (int i = 0; i < opened.getColumnCount(); i++) {
                ColumnReader reader = opened.getColumnReader(i);
                byNumber.put(reader.getColumnSchema().columnIndex(), reader);
            }
            for (int place : places) {
                chosen[place] =
                        ParquetPart.of(fields.get(place), number -> Objects.requireNonNull(byNumber.get(number)));
            }
        } catch (RuntimeException e) {
            throw refused(e);
        }
    }

    @Override
    public int next() {
        if (readers == null) {
            return -1;
        }
        try {
            if (!readers.nextBatch()) {
                return -1;
            }
            rowsBefore += rows;
            rows = readers.getRecordCount();
            for (ParquetPart column : chosen) {
                if (column != null) {
                    column.load();
                }
            }
            return rows;
        } catch (RuntimeException e) {
            throw refused(e);
        } catch (NoClassDefFoundError e) {
            throw new ColumnsException(
                    "it is compressed in a way whose library is not on the class path: " + e.getMessage()
                            + "; add com.github.luben:zstd-jni, org.xerial.snappy:snappy-java or at.yawk.lz4:lz4-java",
                    e);
        }
    }

    @Override
    public @Nullable Object get(int column, int row) {
        ParquetPart reader = chosen[column];
        if (reader == null) {
            throw new IllegalArgumentException("column " + fields.get(column).name() + " was not chosen");
        }
        return reader.get(row);
    }

    @Override
    public String place(int row) {
        return "row " + (firstRow + rowsBefore + row + 1);
    }

    @Override
    public void close() {
        try (context;
                file) {
            if (readers != null) {
                readers.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object, as the reader wants it. */
    private record Ranges(StoredBytes bytes, String name) implements InputFile {

        @Override
        public void open() {
            // A range is opened when it is asked for.
        }

        @Override
        public ByteBuffer readRange(long offset, int length) {
            try (InputStream in = bytes.open(offset, length)) {
                byte[] range = in.readNBytes(length);
                if (range.length < length) {
                    throw new EOFException(name + " has become shorter");
                }
                return ByteBuffer.wrap(range);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // so that the reader's own say that the bytes are wrong
            }
        }

        @Override
        public long length() {
            return bytes.size();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
