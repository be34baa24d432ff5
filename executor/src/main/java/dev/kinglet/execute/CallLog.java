package dev.kinglet.execute;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.CallId;
import dev.kinglet.invoke.AttemptReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker's prints go: to its log file, up to a bound, and their end into the report of the call that runs. Guarded by itself:
 * functions print from any thread. However much is printed, memory stays as it is.
 */
public final class CallLog extends OutputStream {

    /** What the log file takes of one worker before it is cut. */
    static final long MAX_FILE_BYTES = 10_000_000;

    /** Room for the longest report even if each character takes four bytes. */
    private static final int TAIL_BYTES = 4 * AttemptReport.MAX_LOG_CHARS;

    private final @Nullable OutputStream file;
    private final byte[] tail = new byte[TAIL_BYTES];
    private long inFile;
    private long inCall;
    private @Nullable CallId call;
    private int attempt;

    /**
     * Begins an empty log.
     *
     * @param file the worker's log file, or null where there is none
     */
    public CallLog(@Nullable OutputStream file) {
        this.file = file;
    }

    /** What calls find as {@code System.out}. To close it, as code does that closes a writer around it, closes nothing: all calls have it. */
    public PrintStream prints() {
        return new PrintStream(this, true, UTF_8) {
            @Override
            public void close() {
                flush();
            }
        };
    }

    /** From now on what is printed belongs to this attempt. */
    synchronized void begin(CallId id, int number) {
        call = id;
        attempt = number;
        inCall = 0;
    }

    /** The end of what the call printed so far. */
    synchronized String tail() {
        if (inCall == 0) {
            return "";
        }
        int length = (int) Math.min(inCall, TAIL_BYTES);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = tail[(int) ((inCall - length + i) % TAIL_BYTES)];
        }
        String text = new String(bytes, UTF_8);
        return text.substring(Math.max(0, text.length() - AttemptReport.MAX_LOG_CHARS));
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (inCall == 0 && call != null) {
            toFile(("--- call " + call + " attempt " + attempt + " ---\n").getBytes(UTF_8));
        }
        toFile(bytes, offset, length);
        int kept = Math.min(length, TAIL_BYTES);
        long start = inCall + length - kept;
        for (int i = 0; i < kept; i++) {
            tail[(int) ((start + i) % TAIL_BYTES)] = bytes[offset + length - kept + i];
        }
        inCall += length;
    }

    private void toFile(byte[] bytes) {
        toFile(bytes, 0, bytes.length);
    }

    private void toFile(byte[] bytes, int offset, int length) {
        if (file == null || inFile >= MAX_FILE_BYTES) {
            return;
        }
        try {
            int taken = (int) Math.min(length, MAX_FILE_BYTES - inFile);
            file.write(bytes, offset, taken);
            inFile += taken;
            if (inFile >= MAX_FILE_BYTES) {
                file.write(
                        ("\n--- the log of this worker ends here: it is longer than " + MAX_FILE_BYTES + " bytes ---\n")
                                .getBytes(UTF_8));
            }
        } catch (IOException e) {
            inFile = MAX_FILE_BYTES; // a full disk must not fail the call that prints
        }
    }
}
