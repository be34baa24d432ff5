package dev.kinglet.closure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Has each function looked at once for static fields that it will miss. The look goes on beside the capture, which
 * packs code and hashes it, and beside the start of the first workers; whoever submits waits for it last, so that the report stands before any
 * result.
 */
final class StaticReports {

    /** So long a submission waits at the most. What is reported later is late, but is reported. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Set<LambdaForm> lambdas = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> classes = ConcurrentHashMap.newKeySet();

    private final Queue<Thread> looking = new ConcurrentLinkedQueue<>();

    /** Begins to look at what was seen, unless all of it has been looked at. */
    void begin(Sightings sightings) {
        boolean news = false;
        for (LambdaForm lambda : sightings.lambdas()) {
            news |= lambdas.add(lambda);
        }
        for (Class<?> type : sightings.classes()) {
            news |= classes.add(type);
        }
        ClassLoader loader = news ? loader(sightings) : null;
        if (loader == null) {
            return;
        }
        List<LambdaForm> forms = List.copyOf(sightings.lambdas());
        List<String> objects = new ArrayList<>();
        sightings.classes().forEach(type -> objects.add(type.getName().replace('.', '/')));
        forms.forEach(form -> objects.remove(form.capturingClass()));
        looking.add(Thread.ofPlatform().daemon().name("kinglet-statics").start(() -> look(loader, forms, objects)));
    }

    /** The program's. */
    private static @Nullable ClassLoader loader(Sightings sightings) {
        for (Class<?> type : sightings.classes()) {
            ClassLoader loader = type.getClassLoader();
            if (loader != null && !WorkerCode.isKinglets(type.getName())) {
                return loader;
            }
        }
        return null;
    }

    private static void look(ClassLoader loader, List<LambdaForm> forms, List<String> objects) {
        try {
            StaticFields.report(loader, forms, objects);
        } catch (RuntimeException | LinkageError e) {
            // Code that cannot be read is met again by whoever ships it, who says so.
            System.getLogger(StaticReports.class.getName())
                    .log(System.Logger.Level.DEBUG, "the static fields that a function reads were not looked at", e);
        }
    }

    /** Waits for what was begun. */
    void await() {
        for (Thread thread = looking.poll(); thread != null; thread = looking.poll()) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
