package dev.kinglet.execute.lambda;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this process when its driver is gone, however that went: the standard input is a pipe from the driver, and the system closes it
 * with the driver's last breath. The children of this process are ended too.
 */
final class Lifeline {

    /** The variable that says that the standard input is the pipe. Elsewhere it may be at its end from the beginning. */
    static final String VARIABLE = "KINGLET_WORKER_LIFELINE";

    private Lifeline() {}

    /** Takes the standard input away from the function, and begins to watch it. */
    static void hold() {
        if (System.getenv(VARIABLE) != null) {
            InputStream pipe = new FileInputStream(FileDescriptor.in);
            System.setIn(new ByteArrayInputStream(new byte[0])); // which stays what it is where a function closes it
            Thread.ofPlatform().daemon().name("kinglet-lifeline").start(() -> watch(pipe));
        }
    }

    private static void watch(InputStream pipe) {
        try {
            int ignored = 0;
            while (ignored >= 0) {
                ignored = pipe.read(); // the driver writes nothing: this waits for the end
            }
        } catch (IOException e) {
            // As good as the end.
        }
        try {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        } finally {
            Runtime.getRuntime().halt(WorkerExit.DONE);
        }
    }
}
