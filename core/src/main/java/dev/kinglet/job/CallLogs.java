package dev.kinglet.job;

import java.util.HashMap;
import java.util.Map;

/** What the calls of a stage printed. Guarded by its owner. */
final class CallLogs {

    /** Characters that are kept: a million calls that each print a line must not fill the driver's memory. */
    private static final int MAX_CHARS = 16 << 20;

    private static final String LEFT_OUT =
            "(what this call printed was not kept: the calls of this stage have printed more than " + MAX_CHARS
                    + " characters)";

    private final Map<Integer, String> logs = new HashMap<>();
    private long chars;

    void put(int call, String log) {
        if (!log.isEmpty() && chars <= MAX_CHARS) {
            chars += log.length();
            logs.put(call, log);
        }
    }

    /**
     * What a call printed, as far as it is known.
     *
     * @param ended whether the call has ended
     */
    String get(int call, boolean ended) {
        return logs.getOrDefault(call, ended && chars > MAX_CHARS ? LEFT_OUT : "");
    }
}
