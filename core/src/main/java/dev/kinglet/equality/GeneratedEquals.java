package dev.kinglet.equality;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Whether the {@code equals} of a record is the one that the compiler makes, which compares the components: its class file then calls
 * {@link java.lang.runtime.ObjectMethods} under that name. Read from the raw bytes, as records are frequent keys and the JDK's reader of class
 * files is slow at its first use.
 */
final class GeneratedEquals {

    private static final int POOL_COUNT_AT = 8;
    private static final int FIRST_ENTRY_AT = 10;

    private final byte[] file;
    private final int[] positions;

    private GeneratedEquals(byte[] file) {
        this.file = file;
        positions = new int[unsigned(POOL_COUNT_AT)];
        int at = FIRST_ENTRY_AT;
        for (int entry = 1; entry < positions.length; entry++) {
            positions[entry] = at;
            switch (file[at]) {
                case 1 -> at += 3 + unsigned(at + 1); // text
                case 7, 8, 16, 19, 20 -> at += 3; // class, string, method type, module, package
                case 15 -> at += 4; // method handle
                case 5, 6 -> { // long and double take two numbers
                    at += 9;
                    entry++;
                }
                default -> at += 5;
            }
        }
    }

    static boolean isIn(Class<?> record) {
        byte[] file = ClassFiles.bytes(record);
        return file != null
                && new GeneratedEquals(file)
                        .callsAtRunTime("equals", "(L" + record.getName().replace('.', '/') + ";Ljava/lang/Object;)Z");
    }

    private boolean callsAtRunTime(String name, String type) {
        for (int position : positions) {
            if (position > 0 && file[position] == 18) {
                int nameAndType = positions[unsigned(position + 3)];
                if (text(unsigned(nameAndType + 1)).equals(name)
                        && text(unsigned(nameAndType + 3)).equals(type)) {
                    return true;
                }
            }
        }
        return false;
    }

    private String text(int entry) {
        int position = positions[entry];
        return new String(file, position + 3, unsigned(position + 1), UTF_8);
    }

    private int unsigned(int at) {
        return ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff);
    }
}
