package dev.kinglet.execute.lambda;

import dev.kinglet.execute.CallLog;
import dev.kinglet.execute.InvocationAbandonedException;
import dev.kinglet.execute.Worker;
import dev.kinglet.execute.WorkerSettings;
import dev.kinglet.execute.global.PoolThreads;
import dev.kinglet.invoke.ProtocolViolationException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.locks.LockSupport;

/**
 * The worker process: asks the Lambda Runtime API for invocations and answers them, on a plain socket, for a client library would cost a
 * cold worker more than its own code. Runs on this machine, in a container, and as a custom runtime on Lambda.
 */
public final class WorkerMain {

    private WorkerMain() {}

    /** Runs until there is nothing more to do. Everything comes from the environment. */
    public static void main(String[] arguments) throws IOException {
        PoolThreads.install();
        Warmup.begin();
        Lifeline.hold();
        String address = System.getenv(RuntimeApiClient.ADDRESS_VARIABLE);
        if (address == null) {
            System.err.println("there is no " + RuntimeApiClient.ADDRESS_VARIABLE
                    + " in the environment: a worker is started by a platform");
            Runtime.getRuntime().halt(WorkerExit.NOT_STARTED);
            return;
        }
        try (RuntimeApiClient client = new RuntimeApiClient(address)) {
            LastWords lastWords = new LastWords(address);
            Worker worker;
            try {
                worker = start(lastWords);
            } catch (RuntimeException e) {
                client.initError(e.getClass().getName(), String.valueOf(e.getMessage()));
                Runtime.getRuntime().halt(WorkerExit.NOT_STARTED);
                return;
            }
            serve(worker, client, lastWords);
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(WorkerExit.OUT_OF_MEMORY);
        }
        // Threads that functions have left behind do not keep the process.
        Runtime.getRuntime().halt(WorkerExit.DONE);
    }

    private static Worker start(LastWords lastWords) {
        WorkerSettings settings = WorkerSettings.of(System.getenv());
        CallLog log = new CallLog(new FileOutputStream(FileDescriptor.out));
        PrintStream prints = log.prints();
        System.setOut(prints);
        System.setErr(prints);
        Worker worker = new Worker(settings, lastWords, log);
        ExitGuard.install(worker, lastWords);
        return worker;
    }

    private static void serve(Worker worker, RuntimeApiClient client, LastWords lastWords) throws IOException {
        RuntimeApiClient.Event event = client.next();
        while (event != null) {
            lastWords.begin(event.id());
            byte[] response;
            try {
                response = worker.handle(event.payload(), event.deadlineMillis());
            } catch (ProtocolViolationException e) {
                client.error(event.id(), e.getClass().getName(), String.valueOf(e.getMessage()));
                event = client.next();
                continue;
            } catch (InvocationAbandonedException e) {
                waitForTheEnd();
                return;
            }
            if (worker.spent()) {
                client.respond(event.id(), response);
                return;
            }
            event = client.respondAndNext(event.id(), response);
        }
    }

    /** Another thread has answered and is about to end the process. */
    private static void waitForTheEnd() {
        while (true) {
            LockSupport.park();
        }
    }
}
