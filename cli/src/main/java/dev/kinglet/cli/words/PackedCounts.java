package dev.kinglet.cli.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.cli.words.WordCounts.WordCount;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * {@link WordCounts} as they travel: for each word its length in bytes, its UTF-8, and its count, the two as {@link Numbers}. A fraction of
 * what a table of strings takes, to write and to read.
 *
 * @param words how many there are
 * @param bytes of all of them
 */
record PackedCounts(int words, byte[] bytes) implements Serializable {

    private Object readResolve() {
        return WordCounts.of(this);
    }

    void addTo(WordTable table) {
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            table.add(bytes, cursor.start, cursor.length, cursor.count);
        }
    }

    long total() {
        long total = 0;
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            total += cursor.count;
        }
        return total;
    }

    long count(String word) {
        byte[] utf8 = word.getBytes(UTF_8);
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            int start = cursor.start;
            if (Arrays.equals(utf8, 0, utf8.length, bytes, start, start + cursor.length)) {
                return cursor.count;
            }
        }
        return 0;
    }

    List<WordCount> top(int many) {
        TopWords top = new TopWords(many);
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            if (top.takes(cursor.count)) {
                top.offer(new String(bytes, cursor.start, cursor.length, UTF_8), cursor.count);
            }
        }
        return top.words();
    }

    /** Goes through the words, in order. Confined to one thread. */
    private final class Cursor {

        private int left = words;
        private int position;

        /** Where the word lies that it is at, and how often it occurs. */
        private int start;

        private int length;
        private long count;

        /** Goes to the first word, or to the next; false if there are no more. */
        boolean next() {
            if (left == 0) {
                return false;
            }
            left--;
            length = Numbers.at(bytes, position);
            start = position + Numbers.bytes(length);
            count = Numbers.longAt(bytes, start + length);
            position = start + length + Numbers.bytes(count);
            return true;
        }
    }

    /** Packs word by word. Confined to one thread. */
    static final class Writer {

        /** A guess at what a word takes, to begin with. */
        private static final int BYTES_PER_WORD = 16;

        private byte[] bytes;
        private int position;
        private int words;

        Writer(int expected) {
            bytes = new byte[Math.max(1, expected) * BYTES_PER_WORD];
        }

        /** Adds a word that is given as UTF-8. */
        void add(byte[] from, int start, int length, long count) {
            reserve(length);
            position = Numbers.write(length, bytes, position);
            System.arraycopy(from, start, bytes, position, length);
            end(length, count);
        }

        /** Adds a word that is given as a number of up to eight characters of ASCII, the last one in the lowest byte. */
        void add(long packed, long count) {
            int length = (Long.SIZE - Long.numberOfLeadingZeros(packed) + Byte.SIZE - 1) / Byte.SIZE;
            reserve(length);
            position = Numbers.write(length, bytes, position);
            for (int i = 0; i < length; i++) {
                bytes[position + i] = (byte) (packed >>> (Byte.SIZE * (length - 1 - i)));
            }
            end(length, count);
        }

        private void end(int length, long count) {
            position = Numbers.write(count, bytes, position + length);
            words++;
        }

        private void reserve(int length) {
            int needed = Math.addExact(position, length + 2 * Numbers.MAX_BYTES);
            if (needed > bytes.length) {
                bytes = Arrays.copyOf(
                        bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(bytes.length * 2L, needed)));
            }
        }

        PackedCounts packed() {
            return new PackedCounts(words, Arrays.copyOf(bytes, position));
        }
    }
}
