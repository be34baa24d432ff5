package dev.kinglet.columns.parquet;

import dev.kinglet.columns.ArrowDurations;
import dev.kinglet.columns.ColumnsException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a file says of it.
 *
 * @param fields the columns, each with those inside
 * @param leaves those that have values, in order
 */
record Footer(List<Node> fields, List<Node> leaves, List<Group> groups) {

    /** Rows that are stored together, with a chunk for each leaf. */
    record Group(long rows, List<Chunk> chunks) {

        long compressedBytes() {
            return chunks.stream().mapToLong(Chunk::bytes).sum();
        }

        /** Where it counts as lying, by which ranges choose theirs. */
        long middle() {
            return chunks.isEmpty() ? 0 : chunks.getFirst().start() + compressedBytes() / 2;
        }
    }

    /**
     * The values of a leaf in a group.
     *
     * @param codec the format's number for how its pages are compressed
     * @param values how many, nulls and empty lists included
     * @param start where its first page lies
     * @param bytes as they are stored
     * @param refusal why it cannot be read, or null
     */
    record Chunk(
            int physical,
            int codec,
            long values,
            long start,
            long bytes,
            long plainBytes,
            @Nullable String refusal) {}

    /**
     * Reads it.
     *
     * @param size of the whole file
     * @throws ColumnsException if it is damaged, or says what cannot be of a file of that size
     */
    static Footer read(byte[] bytes, int start, int end, long size) {
        try {
            return new Reading(new ThriftReader(bytes, start, end)).footer(size - 8 - (end - start));
        } catch (ThriftReader.EndedException e) {
            throw new ColumnsException("its footer is damaged: " + e.getMessage(), e);
        } catch (ColumnsException e) {
            throw new ColumnsException("its footer is damaged: " + e.getMessage(), e);
        }
    }

    private static final class Reading {

        private final ThriftReader in;
        private final List<Element> elements = new ArrayList<>();
        private final List<Group> groups = new ArrayList<>();
        private @Nullable String arrowSchema;
        private long rows = -1;

        Reading(ThriftReader in) {
            this.in = in;
        }

        Footer footer(long dataEnd) {
            in.struct((field, type) -> {
                switch (field) {
                    case 2 -> in.list(type, inside -> elements.add(Element.read(in, inside)));
                    case 3 -> rows = in.whole(type);
                    case 4 -> in.list(type, inside -> groups.add(group(inside)));
                    case 5 -> in.list(type, this::metadata);
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            int leaves = (int)
                    elements.stream().filter(element -> !element.isGroup()).count();
            Schema schema = Schema.of(elements, ArrowDurations.read(arrowSchema, leaves));
            long sum = 0;
            for (int i = 0; i < groups.size(); i++) {
                check(groups.get(i), "row group " + (i + 1), schema.leaves(), dataEnd);
                sum += groups.get(i).rows();
            }
            if (sum != rows && rows != 0) { // which some writers leave at 0
                throw new ColumnsException("the file is said to have " + rows + " rows and its row groups " + sum);
            }
            return new Footer(schema.fields(), schema.leaves(), groups);
        }

        /** What writers add, a key and a value. */
        private void metadata(int type) {
            @Nullable String[] pair = new @Nullable String[2];
            in.struct(type, (field, inside) -> {
                if (field == 1 || field == 2) {
                    pair[field - 1] = in.text(inside);
                    return true;
                }
                return false;
            });
            if (ArrowDurations.KEY.equals(pair[0])) {
                arrowSchema = pair[1];
            }
        }

        /** What no file can have. A row group elsewhere than in the file would be in no range of it, and lost without a word. */
        private static void check(Group group, String name, List<Node> leaves, long dataEnd) {
            if (group.rows() < 0 || group.chunks().size() != leaves.size()) {
                throw new ColumnsException(name + " is said to have " + group.rows() + " rows in "
                        + group.chunks().size() + " columns of " + leaves.size());
            }
            for (int i = 0; i < leaves.size(); i++) {
                Chunk chunk = group.chunks().get(i);
                Node leaf = leaves.get(i);
                if (chunk.refusal() != null) {
                    continue;
                }
                String column = name + ", column " + leaf.path();
                if (chunk.physical() != -1 && Physical.of(chunk.physical()) != leaf.physical()) {
                    throw new ColumnsException(column + " has another type than the schema says");
                }
                if (chunk.start() < 0 || chunk.bytes() < 0 || chunk.start() > dataEnd - chunk.bytes()) {
                    throw new ColumnsException(column + " is said to lie at byte " + chunk.start() + " with "
                            + chunk.bytes() + " bytes; the file's data ends at " + dataEnd);
                }
                boolean flat = leaf.repetition() == 0;
                if (flat ? chunk.values() != group.rows() : chunk.values() < group.rows()) {
                    throw new ColumnsException(
                            column + " is said to have " + chunk.values() + " values for " + group.rows() + " rows");
                }
            }
        }

        private Group group(int type) {
            List<Chunk> chunks = new ArrayList<>();
            long[] count = {-1};
            in.struct(type, (field, inside) -> {
                switch (field) {
                    case 1 -> in.list(inside, element -> chunks.add(chunk(element)));
                    case 3 -> count[0] = in.whole(inside);
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            return new Group(count[0], chunks);
        }

        private Chunk chunk(int type) {
            ChunkFields fields = new ChunkFields();
            in.struct(type, (field, inside) -> {
                switch (field) {
                    case 1 -> fields.refusal = "lies in another file, " + in.text(inside);
                    case 3 -> in.struct(inside, (part, of) -> fields.take(in, part, of));
                    case 8 -> {
                        fields.refusal = "is encrypted, which Kinglet does not read";
                        return false;
                    }
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            return fields.chunk();
        }
    }

    private static final class ChunkFields {
        private int physical = -1;
        private int codec;
        private long values = -1;
        private long bytes = -1;
        private long plainBytes;
        private long data = -1;
        private long dictionary;
        private @Nullable String refusal;

        boolean take(ThriftReader in, int field, int type) {
            switch (field) {
                case 1 -> physical = in.int32(type);
                case 4 -> codec = in.int32(type);
                case 5 -> values = in.whole(type);
                case 6 -> plainBytes = in.whole(type);
                case 7 -> bytes = in.whole(type);
                case 9 -> data = in.whole(type);
                case 11 -> dictionary = in.whole(type);
                default -> {
                    return false;
                }
            }
            return true;
        }

        Chunk chunk() {
            // Some writers say 0 where there is no dictionary.
            long start = dictionary > 0 && dictionary < data ? dictionary : data;
            return refusal == null || start >= 0
                    ? new Chunk(physical, codec, values, start, bytes, plainBytes, refusal)
                    : new Chunk(physical, codec, 0, 0, 0, 0, refusal);
        }
    }
}
