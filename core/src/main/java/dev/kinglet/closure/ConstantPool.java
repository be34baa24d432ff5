package dev.kinglet.closure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * The classes that a class file's constant pool names, read from the raw bytes: a tenth of the time of the JDK's reader, which counts where
 * thousands of a library's classes are followed in a JVM that has just started.
 */
final class ConstantPool {

    private static final int POOL_COUNT_AT = 8;
    private static final int FIRST_ENTRY_AT = 10;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;

    private ConstantPool() {}

    /**
     * The internal names of its class entries, arrays left out.
     *
     * @throws IllegalArgumentException if it is no class file
     */
    static List<String> classNames(byte[] file) {
        try {
            return read(file);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a class file of " + file.length + " bytes ends too early", e);
        }
    }

    /**
     * All its texts: names, descriptors, and string constants.
     *
     * @throws IllegalArgumentException if it is no class file
     */
    static List<String> texts(byte[] file) {
        try {
            List<String> texts = new ArrayList<>();
            int count = unsigned(file, POOL_COUNT_AT);
            int at = FIRST_ENTRY_AT;
            for (int entry = 1; entry < count; entry++) {
                int tag = file[at];
                if (tag == UTF8) {
                    texts.add(new String(file, at + 3, unsigned(file, at + 1), UTF_8));
                }
                at += bytes(file, at);
                entry += tag == 5 || tag == 6 ? 1 : 0;
            }
            return texts;
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a class file of " + file.length + " bytes ends too early", e);
        }
    }

    private static int bytes(byte[] file, int at) {
        return switch (file[at]) {
            case UTF8 -> 3 + unsigned(file, at + 1);
            case CLASS, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
            case 5, 6 -> 9;
            default -> throw new IllegalArgumentException("a constant pool has the tag " + file[at]);
        };
    }

    private static List<String> read(byte[] file) {
        int count = unsigned(file, POOL_COUNT_AT);
        int[] positions = new int[count];
        int[] classes = new int[count];
        int found = 0;
        int at = FIRST_ENTRY_AT;
        for (int entry = 1; entry < count; entry++) {
            int tag = file[at];
            positions[entry] = at + 1;
            switch (tag) {
                case UTF8 -> at += 3 + unsigned(file, at + 1);
                case CLASS -> {
                    classes[found++] = unsigned(file, at + 1);
                    at += 3;
                }
                case 8, 16, 19, 20 -> at += 3; // string, method type, module, package
                case 15 -> at += 4; // method handle
                case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 5; // int, float, references, name and type, dynamic
                case 5, 6 -> { // long and double take two numbers
                    at += 9;
                    entry++;
                }
                default ->
                    throw new IllegalArgumentException("entry " + entry + " of a constant pool has the tag " + tag);
            }
        }
        List<String> names = new ArrayList<>(found);
        for (int i = 0; i < found; i++) {
            int position = positions[classes[i]];
            if (file[position + 2] != '[') {
                names.add(new String(file, position + 2, unsigned(file, position), UTF_8));
            }
        }
        return names;
    }

    private static int unsigned(byte[] file, int at) {
        return ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff);
    }
}
