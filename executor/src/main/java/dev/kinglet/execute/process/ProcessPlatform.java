package dev.kinglet.execute.process;

import dev.kinglet.config.Settings;
import dev.kinglet.config.SettingsLoader;
import dev.kinglet.execute.CodeFiles;
import dev.kinglet.execute.LocalProfile;
import dev.kinglet.invoke.FunctionSettings;
import dev.kinglet.invoke.Invocation;
import dev.kinglet.invoke.InvocationResult;
import dev.kinglet.invoke.Platform;
import dev.kinglet.invoke.PlatformProfile;
import dev.kinglet.invoke.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs invocations in worker processes on this machine, with a cloud's semantics: memory limit, deadline that kills, throttling, cold,
 * prepared and warm starts, scale to zero. Workers speak the AWS Lambda Runtime API, so that the function that ran here is the function
 * that runs there.
 *
 * <p>No worker outlives this process, whatever ends it: each holds a pipe to it, and ends when the pipe does.
 */
public final class ProcessPlatform implements Platform {

    /** The name of the one function. */
    static final String FUNCTION_NAME = "kinglet";

    private static final Duration CLOSE_GRACE = Duration.ofMillis(500);

    private final PlatformProfile profile;
    private final Folders folders;
    private final CodeFiles code;
    private final RuntimeApiServer server;
    private final WorkerPool pool;
    private final Supervisor supervisor;
    private final Thread hook = new Thread(() -> close(Duration.ZERO), "kinglet-close");

    ProcessPlatform(PoolLimits limits, SigningKey key, WorkerCommand command, WorkerJvm jvm) {
        profile = LocalProfile.of(limits.workers());
        folders = Folders.create();
        code = new CodeFiles(folders.code());
        try {
            server = new RuntimeApiServer();
        } catch (IOException e) {
            folders.close();
            throw new UncheckedIOException("cannot listen on loopback for workers", e);
        }
        pool = new WorkerPool(limits, new WorkerLauncher(server, folders, key, command, jvm));
        supervisor = new Supervisor(pool);
    }

    /** Begins to serve, and starts workers that are to be ahead. */
    static ProcessPlatform open(PoolLimits limits, SigningKey key, WorkerCommand command, WorkerJvm jvm) {
        ProcessPlatform platform = new ProcessPlatform(limits, key, command, jvm);
        platform.server.start();
        platform.supervisor.start();
        platform.pool.prepare();
        Thread.ofVirtual().start(platform.folders::removeStale);
        Runtime.getRuntime().addShutdownHook(platform.hook);
        return platform;
    }

    static ProcessPlatform open(Settings settings, SigningKey key) {
        // The cache is that of the part which all workers share: a longer class path may begin with it.
        AotCache cache = AotCache.of(AotCache.defaultFolder(), WorkerClassPath.find("file:"));
        List<String> flags = new ArrayList<>(InheritedFlags.ofThisProcess());
        flags.addAll(settings.workerOptions());
        WorkerJvm jvm = new WorkerJvm(
                WorkerJvm.ownJava(),
                WorkerClassPath.find(settings.store()),
                cache == null || InheritedFlags.changeModules(flags) ? () -> null : cache.ifPresent(),
                flags,
                SettingsLoader.variables(settings));
        if (cache != null) {
            AotBuilder.buildLater(cache);
        }
        return open(PoolLimits.of(settings), key, WorkerCommand.own(), jvm);
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public PlatformProfile profile() {
        return profile;
    }

    @Override
    public void expect(FunctionSettings function) {
        pool.expect(function);
    }

    /** Workers find it on the disk, unless that is full: then each fetches it. */
    @Override
    public void offer(String hash, byte[] jar) {
        try {
            code.put(hash, jar);
        } catch (IOException e) {
            System.getLogger(ProcessPlatform.class.getName())
                    .log(System.Logger.Level.DEBUG, "workers have to fetch their code", e);
        }
    }

    @Override
    public void invoke(Invocation invocation, Consumer<InvocationResult> whenDone) {
        pool.invoke(invocation, whenDone);
    }

    @Override
    public void cancel(long invocation) {
        pool.stopper().cancel(invocation);
    }

    /** How many workers there are, in whatever state. */
    int workers() {
        return pool.workers();
    }

    /** How many workers wait for an invocation. */
    int idleWorkers() {
        return pool.idleWorkers();
    }

    /** Where its files are while it is open. */
    Path folder() {
        return folders.root();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs as well; to close twice does no harm.
        }
        close(CLOSE_GRACE);
    }

    /** Takes nothing more, and waits until workers without work have ended by themselves. */
    void dismiss(Duration patience) {
        pool.stopper().dismiss(patience);
    }

    /** Closes; what runs has {@code grace} to end. */
    void close(Duration grace) {
        pool.stopper().close(grace);
        supervisor.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the runtime API", e);
        } finally {
            folders.close();
        }
    }
}
