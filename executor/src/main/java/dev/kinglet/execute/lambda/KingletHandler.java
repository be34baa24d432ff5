package dev.kinglet.execute.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.kinglet.execute.CallLog;
import dev.kinglet.execute.InvocationAbandonedException;
import dev.kinglet.execute.Worker;
import dev.kinglet.execute.WorkerSettings;
import dev.kinglet.execute.global.PoolThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.locks.LockSupport;

/**
 * The worker behind AWS's own runtime interface client, as Lambda's managed Java runtime runs it. One instance a process, and one
 * invocation at a time.
 */
public final class KingletHandler implements RequestStreamHandler {

    private final LastWords lastWords;
    private final Worker worker;

    /** Called by the runtime once, before the first invocation. What it throws is an error of the initialisation. */
    public KingletHandler() {
        PoolThreads.install();
        Lifeline.hold();
        WorkerSettings settings = WorkerSettings.of(System.getenv());
        lastWords = new LastWords(System.getenv(RuntimeApiClient.ADDRESS_VARIABLE));
        // The runtime's streams lead to the function's log.
        CallLog log = new CallLog(System.out);
        PrintStream prints = log.prints();
        System.setOut(prints);
        System.setErr(prints);
        worker = new Worker(settings, lastWords, log);
        ExitGuard.install(worker, lastWords);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        lastWords.begin(context.getAwsRequestId());
        long deadline = System.currentTimeMillis() + context.getRemainingTimeInMillis();
        byte[] response;
        try {
            response = worker.handle(input.readAllBytes(), deadline);
        } catch (InvocationAbandonedException e) {
            while (true) { // another thread has answered and is about to end the process
                LockSupport.park();
            }
        }
        if (worker.spent()) {
            lastWords.retire(response);
        }
        output.write(response);
    }
}
