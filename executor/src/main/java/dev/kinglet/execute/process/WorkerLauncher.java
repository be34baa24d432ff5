package dev.kinglet.execute.process;

import dev.kinglet.attempt.WorkerStart;
import dev.kinglet.execute.WorkerSettings;
import dev.kinglet.execute.lambda.ExitLogging;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts worker processes. What one sees is Lambda's environment: little of the driver's own. */
final class WorkerLauncher {

    /** Variables that workers inherit: where programs and home are, the language, and what stores look up. */
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR");

    private static final List<String> INHERITED_PREFIXES = List.of("AWS_", "MINIO_", "S3_");

    private final RuntimeApiServer server;
    private final Folders folders;
    private final SigningKey key;
    private final WorkerCommand command;
    private final WorkerJvm jvm;
    private final AtomicInteger numbers = new AtomicInteger();

    WorkerLauncher(RuntimeApiServer server, Folders folders, SigningKey key, WorkerCommand command, WorkerJvm jvm) {
        this.server = server;
        this.folders = folders;
        this.key = key;
        this.command = command;
        this.jvm = jvm;
    }

    /** A worker whose process is yet to be launched. Its secret is valid from now on. */
    WorkerProcess prepare(WorkerPool pool, FunctionSettings function, WorkerStart origin) {
        String id = "worker-" + numbers.incrementAndGet();
        String secret = server.secret();
        WorkerProcess worker = new WorkerProcess(pool, function, id, secret, folders.worker(id), origin);
        server.register(secret, worker);
        return worker;
    }

    Process launch(WorkerProcess worker) throws IOException {
        List<String> flags = new ArrayList<>(jvm.flags(worker.function.memoryMegabytes()));
        flags.add("-XX:ErrorFile=" + worker.folder.resolve(WorkerEnd.CRASH_REPORT));
        flags.add("-Djava.util.logging.config.class=" + ExitLogging.class.getName());
        Path task = Files.createDirectories(worker.folder.resolve("task"));
        WorkerCommand.Parts parts = new WorkerCommand.Parts(jvm.java(), flags, jvm.classPath(), worker.folder);
        ProcessBuilder builder = new ProcessBuilder(command.line(parts))
                .directory(task.toFile())
                .redirectErrorStream(true)
                .redirectOutput(worker.folder.resolve(WorkerEnd.LOG).toFile());
        environment(builder.environment(), worker, task);
        return builder.start();
    }

    private void environment(Map<String, String> environment, WorkerProcess worker, Path task) {
        environment.keySet().removeIf(name -> !inherited(name));
        environment.putAll(jvm.environment());
        environment.putAll(worker.function.environment());
        environment.put("AWS_LAMBDA_RUNTIME_API", server.address(worker.secret));
        environment.put("AWS_LAMBDA_FUNCTION_NAME", ProcessPlatform.FUNCTION_NAME);
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + ProcessPlatform.FUNCTION_NAME);
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", worker.id);
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put("LAMBDA_TASK_ROOT", task.toString());
        environment.put("_HANDLER", "dev.kinglet.execute.lambda.KingletHandler");
        environment.put(WorkerSettings.MEMORY_VARIABLE, Integer.toString(worker.function.memoryMegabytes()));
        environment.put(WorkerSettings.ID_VARIABLE, worker.id);
        environment.put(WorkerSettings.CACHE_VARIABLE, folders.code().toString());
        environment.put("KINGLET_WORKER_LIFELINE", "stdin");
        environment.put(SigningKey.VARIABLE, key.toHex());
    }

    private static boolean inherited(String name) {
        return INHERITED.contains(name) || INHERITED_PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** Its process has ended: its secret is worth nothing any more, and what it left behind goes. */
    void forget(WorkerProcess worker) {
        server.unregister(worker.secret);
        Folders.delete(worker.folder);
    }
}
