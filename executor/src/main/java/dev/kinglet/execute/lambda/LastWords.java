package dev.kinglet.execute.lambda;

import dev.kinglet.execute.WorkerHost;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the invocation that runs when its thread cannot: its time is up, its process ends, or its memory is spent. On a connection
 * of its own, for the other may be in use.
 */
final class LastWords implements WorkerHost {

    private final String address;
    private volatile @Nullable String running;

    LastWords(String address) {
        this.address = address;
    }

    /** The invocation with this identifier begins. */
    void begin(String id) {
        running = id;
    }

    /** Sends the answer. What fails here is for the platform to find out: the process ends either way. */
    void send(byte[] answer) {
        String id = running;
        if (id != null) {
            try (RuntimeApiClient client = new RuntimeApiClient(address)) {
                client.respond(id, answer);
            } catch (IOException e) {
                System.err.println("cannot send the last answer: " + e);
            }
        }
    }

    @Override
    public void giveUp(byte[] answer) {
        try {
            send(answer);
        } finally {
            Runtime.getRuntime().halt(WorkerExit.TIMED_OUT);
        }
    }

    @Override
    public boolean isProcess() {
        return true;
    }

    /** Sends the answer of a worker that is spent, and ends the process. */
    void retire(byte[] answer) {
        try {
            send(answer);
        } finally {
            Runtime.getRuntime().halt(WorkerExit.DONE);
        }
    }
}
