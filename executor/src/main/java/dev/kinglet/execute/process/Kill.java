package dev.kinglet.execute.process;

import java.io.IOException;
import java.util.List;

/** Ways to end a worker. */
final class Kill {

    private Kill() {}

    /** Kills a process and what it has started. */
    static void now(Process process) {
        // Before the process: its children are nobody's afterwards.
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** Closes the connection on which a worker waits, upon which it leaves. */
    static void close(RuntimeApiConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            System.getLogger(Kill.class.getName()).log(System.Logger.Level.DEBUG, "cannot close a connection", e);
        }
    }
}
