package dev.kinglet.cli.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.util.Arrays;

/**
 * {@link WordCounts} as they travel: for each word its length in bytes, its UTF-8, and its count, numbers in groups of seven bits with the
 * low ones first. A fraction of what a table of strings takes, to write and to read.
 *
 * @param words how many there are
 * @param bytes of all of them
 */
record PackedCounts(int words, byte[] bytes) implements Serializable {

    /** A guess at what a word takes, to begin with. */
    private static final int BYTES_PER_WORD = 16;

    /** What a number takes at the most. */
    private static final int MAX_NUMBER_BYTES = 5;

    private Object readResolve() {
        return WordCounts.of(this);
    }

    /** Goes through the words, in order. A word's string is made only where it is asked for. Confined to one thread. */
    final class Cursor {

        private int left = words;
        private int position;
        private int start;
        private int length;
        private int count;

        /** Goes to the first word, or to the next; false if there are no more. */
        boolean next() {
            if (left == 0) {
                return false;
            }
            left--;
            length = number();
            start = position;
            position += length;
            count = number();
            return true;
        }

        String word() {
            return new String(bytes, start, length, UTF_8);
        }

        int count() {
            return count;
        }

        private int number() {
            int value = 0;
            for (int shift = 0; ; shift += 7) {
                byte digits = bytes[position++];
                value |= (digits & 0x7f) << shift;
                if (digits >= 0) {
                    return value;
                }
            }
        }
    }

    /** Packs word by word. Confined to one thread. */
    static final class Writer {

        private byte[] bytes;
        private int position;
        private int words;

        Writer(int expected) {
            bytes = new byte[Math.max(BYTES_PER_WORD, expected * BYTES_PER_WORD)];
        }

        void add(String word, int count) {
            int length = word.length();
            reserve(length + 2 * MAX_NUMBER_BYTES);
            int start = position;
            number(length);
            for (int i = 0; i < length; i++) {
                char c = word.charAt(i);
                if (c >= 0x80) {
                    position = start;
                    addAny(word);
                    break;
                }
                bytes[position++] = (byte) c;
            }
            number(count);
            words++;
        }

        /** Where not every character is one byte. */
        private void addAny(String word) {
            byte[] encoded = word.getBytes(UTF_8);
            reserve(encoded.length + 2 * MAX_NUMBER_BYTES);
            number(encoded.length);
            System.arraycopy(encoded, 0, bytes, position, encoded.length);
            position += encoded.length;
        }

        private void number(int value) {
            int rest = value;
            while (rest >= 0x80) {
                bytes[position++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[position++] = (byte) rest;
        }

        private void reserve(int more) {
            if (position + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, position + more));
            }
        }

        PackedCounts packed() {
            return new PackedCounts(words, Arrays.copyOf(bytes, position));
        }
    }
}
