package dev.kinglet.pipeline;

import dev.kinglet.format.BadRecordListener;

/** Counts the records that could not be read. Confined to the call's thread. */
final class BadRecords implements BadRecordListener {

    private long count;

    @Override
    public void bad(String place, String reason, byte[] record) {
        count++;
    }

    long count() {
        return count;
    }
}
