package dev.kinglet.cli.tera;

import dev.kinglet.ObjectInput;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Checks records of the sort benchmark: their order, and by number and checksum that they are the same as others. */
public final class TeraCheck {

    private static final int BUFFER_BYTES = 1 << 20;

    private TeraCheck() {}

    /**
     * What was found of some records.
     *
     * @param records how many there are
     * @param checksum the sum of the CRC-32s of all records, which does not depend on their order
     * @param first the first key, or null where there is no record
     * @param last the last key, or null where there is no record
     * @param disorder the first place where keys descend, or null where none does
     */
    public record Summary(
            String name,
            long records,
            long checksum,
            byte @Nullable [] first,
            byte @Nullable [] last,
            @Nullable String disorder) {}

    /** Reads one object. */
    public static Summary of(ObjectInput object) throws IOException {
        byte[] record = new byte[TeraRecords.RECORD_BYTES];
        byte[] before = null;
        byte[] first = null;
        String disorder = null;
        long records = 0;
        long checksum = 0;
        CRC32 crc = new CRC32();
        try (InputStream in = new BufferedInputStream(object.open(), BUFFER_BYTES)) {
            int length;
            while ((length = in.readNBytes(record, 0, record.length)) > 0) {
                if (length < record.length) {
                    throw new EOFException(object.name() + " ends within record " + records + ": it is not of "
                            + TeraRecords.RECORD_BYTES + "-byte records");
                }
                crc.reset();
                crc.update(record);
                checksum += crc.getValue();
                byte[] key = TeraRecords.key(record);
                if (before == null) {
                    first = key;
                } else if (disorder == null && Arrays.compareUnsigned(before, key) > 0) {
                    disorder = describe(object.name(), records, before, key);
                }
                before = key;
                records++;
            }
        }
        return new Summary(object.name(), records, checksum, first, before, disorder);
    }

    private static String describe(String name, long record, byte[] before, byte[] key) {
        return name + ", record " + record + ": key " + HexFormat.of().formatHex(key) + " comes after "
                + HexFormat.of().formatHex(before);
    }

    /** All objects together, in their order. */
    public static Summary together(List<Summary> parts) {
        long records = 0;
        long checksum = 0;
        byte[] first = null;
        byte[] last = null;
        String disorder = null;
        for (Summary part : parts) {
            if (disorder == null
                    && last != null
                    && part.first() != null
                    && Arrays.compareUnsigned(last, part.first()) > 0) {
                disorder = describe(part.name(), 0, last, part.first());
            }
            if (disorder == null) {
                disorder = part.disorder();
            }
            records += part.records();
            checksum += part.checksum();
            first = first == null ? part.first() : first;
            last = part.last() == null ? last : part.last();
        }
        return new Summary("all", records, checksum, first, last, disorder);
    }
}
