package dev.kinglet;

/** How a sink compresses the objects that it writes. Compressed objects are read as a whole, by one call each. */
public enum Compression {
    /** Not at all. */
    NONE(""),
    /** Known to everybody. */
    GZIP(".gz"),

    /** Faster and smaller; needs {@code com.github.luben:zstd-jni} on the class path. */
    ZSTD(".zst");

    private final String extension;

    Compression(String extension) {
        this.extension = extension;
    }

    /** What an object's name ends with. */
    public String extension() {
        return extension;
    }
}
