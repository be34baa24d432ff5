package dev.kinglet.closure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a class file says without its code being read: its name, what it extends and implements, and the names of the members that its code
 * mentions. Read from the raw bytes, as a program may have thousands of classes.
 *
 * @param name its internal name
 * @param parents the internal names of superclass and interfaces
 * @param members the names, without their classes, of the fields and methods that are mentioned
 */
record ClassOutline(String name, Set<String> parents, Set<String> members) {

    private static final int POOL_COUNT_AT = 8;
    private static final int FIRST_ENTRY_AT = 10;

    /** @throws IllegalArgumentException if it is no class file */
    static ClassOutline of(byte[] file) {
        try {
            return new Reader(file).read();
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a class file of " + file.length + " bytes ends too early", e);
        }
    }

    private static final class Reader {

        private final byte[] file;
        private final int[] positions;

        Reader(byte[] file) {
            this.file = file;
            this.positions = new int[unsigned(POOL_COUNT_AT)];
        }

        ClassOutline read() {
            int at = FIRST_ENTRY_AT;
            Set<Integer> members = new HashSet<>();
            for (int entry = 1; entry < positions.length; entry++) {
                int tag = file[at];
                positions[entry] = at + 1;
                switch (tag) {
                    case 1 -> at += 3 + unsigned(at + 1); // text
                    case 7, 8, 16, 19, 20 -> at += 3; // class, string, method type, module, package
                    case 9, 10, 11 -> { // references to members
                        members.add(unsigned(at + 3));
                        at += 5;
                    }
                    case 15 -> at += 4; // method handle
                    case 3, 4, 12, 17, 18 -> at += 5; // int, float, name and type, dynamic
                    case 5, 6 -> { // long and double take two numbers
                        at += 9;
                        entry++;
                    }
                    default ->
                        throw new IllegalArgumentException("entry " + entry + " of a constant pool has the tag " + tag);
                }
            }
            return new ClassOutline(className(unsigned(at + 2)), parents(at + 4), names(members));
        }

        private Set<String> parents(int at) {
            Set<String> parents = new LinkedHashSet<>();
            int superclass = unsigned(at);
            if (superclass != 0) {
                parents.add(className(superclass));
            }
            int interfaces = unsigned(at + 2);
            for (int i = 0; i < interfaces; i++) {
                parents.add(className(unsigned(at + 4 + 2 * i)));
            }
            return parents;
        }

        private Set<String> names(Set<Integer> namesAndTypes) {
            Set<String> names = new HashSet<>();
            for (int each : namesAndTypes) {
                names.add(text(unsigned(positions[each])));
            }
            return names;
        }

        private String className(int entry) {
            return text(unsigned(positions[entry]));
        }

        private String text(int entry) {
            return new String(file, positions[entry] + 2, unsigned(positions[entry]), UTF_8);
        }

        private int unsigned(int at) {
            return ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff);
        }
    }
}
