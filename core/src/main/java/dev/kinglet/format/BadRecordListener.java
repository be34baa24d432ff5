package dev.kinglet.format;

/** Hears of each record that could not be read, where the source's policy is not to fail. */
public interface BadRecordListener {

    /**
     * Hears of one.
     *
     * @param place the object and where in it: {@code file:///trips.csv, row 17}
     * @param reason what is wrong with it
     * @param record its bytes as they stand in the object
     */
    void bad(String place, String reason, byte[] record);
}
