package dev.kinglet.closure;

import dev.kinglet.closure.ProgramClasses.Body;
import dev.kinglet.closure.StaticReads.Place;
import dev.kinglet.closure.StaticWrites.Site;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports static fields whose values a function will miss: it reads them, and other code of the program than the initialiser of their class
 * assigns them or changes what they refer to, which a worker knows nothing of. Told from class files alone.
 */
final class StaticFields {

    /** What was reported in this JVM. */
    private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();

    private final ProgramClasses program;
    private final Callers callers;
    private final StaticReads reads;

    private StaticFields(ProgramClasses program, Collection<LambdaForm> lambdas, Collection<String> objects) {
        this.program = program;
        this.callers = new Callers(program);
        this.reads = StaticReads.of(program, lambdas, objects);
    }

    /** Reports each field once, to the log. */
    static void report(ClassLoader loader, Collection<LambdaForm> lambdas, Collection<String> objects) {
        find(loader, lambdas, objects, (field, message) -> {
            if (REPORTED.add(field + "@" + System.identityHashCode(loader))) {
                System.getLogger(StaticFields.class.getName()).log(System.Logger.Level.WARNING, "{0}", message);
            }
        });
    }

    /** Tells of each field, by class and name, and what is to be said of it. */
    static void find(
            ClassLoader loader,
            Collection<LambdaForm> lambdas,
            Collection<String> objects,
            BiConsumer<String, String> found) {
        ProgramClasses program = new ProgramClasses(loader);
        lambdas.forEach(lambda -> program.addOriginOf(lambda.implClass()));
        objects.forEach(program::addOriginOf);
        new StaticFields(program, lambdas, objects).find(found);
    }

    private void find(BiConsumer<String, String> found) {
        Map<String, Boolean> candidates = new LinkedHashMap<>();
        for (String field : reads.fields().keySet()) {
            FieldModel model = model(field);
            boolean travels = Snippets.isSnippet(StaticWrites.owner(field));
            if (!travels && mayChange(model)) {
                candidates.put(field, model.flags().has(AccessFlag.PRIVATE));
            }
        }
        if (candidates.isEmpty()) {
            return;
        }
        StaticWrites writes = StaticWrites.of(program, candidates);
        for (String field : candidates.keySet()) {
            Site site = outside(field, writes);
            if (site != null) {
                found.accept(field, message(field, site));
            }
        }
    }

    private FieldModel model(String field) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        return Objects.requireNonNull(program.field(StaticWrites.owner(field), name))
                .model();
    }

    private static boolean mayChange(FieldModel field) {
        if (field.flags().has(AccessFlag.SYNTHETIC)) {
            return false;
        }
        String type = field.fieldType().stringValue();
        return !field.flags().has(AccessFlag.FINAL)
                || type.startsWith("[")
                || (type.startsWith("L") && !Mutators.isUnchanged(type.substring(1, type.length() - 1)));
    }

    private @Nullable Site outside(String field, StaticWrites writes) {
        for (Site site : writes.of(field)) {
            String part = site.change().source().part();
            if (part != null && !reads.parts().contains(part)) {
                continue;
            }
            Body body = site.place().body();
            if (!program.isOwn(body.owner())) {
                Site caller = calledBy(site, field);
                if (caller != null) {
                    return caller;
                }
            } else if (!callers.isInitialiser(body, StaticWrites.owner(field), 0) && happensElsewhere(site)) {
                return site;
            }
        }
        return null;
    }

    /** A library's method changes its field: then who calls it in the program is to be named. */
    private @Nullable Site calledBy(Site site, String field) {
        for (Place place : callers.of(site.place().body())) {
            if (program.isOwn(place.body().owner()) && !reads.reaches(place.body())) {
                return new Site(field, place, site.change());
            }
        }
        return null;
    }

    /** What the function does itself it does on the worker, too: unless others do it as well, and not only where it is not done yet. */
    private boolean happensElsewhere(Site site) {
        Body body = site.place().body();
        if (!reads.reaches(body)) {
            return !callers.isUnused(body);
        }
        return !site.change().conditional()
                && !body.name().startsWith("lambda$")
                && callers.of(body).stream().anyMatch(place -> !reads.reaches(place.body()));
    }

    private String message(String field, Site site) {
        String name = field.replace('/', '.');
        boolean assigned = site.change().assigned();
        Place read = Objects.requireNonNull(reads.fields().get(field));
        return (assigned
                        ? "static field " + name + " is assigned in "
                        : "the object of the static field " + name + " is changed in ")
                + words(site.place()) + ", and read by the function in " + words(read)
                + (assigned ? ": a worker has its initial value." : ": a worker has the object as it is initialised.")
                + " Capture it in a local variable instead.";
    }

    private String words(Place place) {
        ClassModel model = program.get(place.body().owner());
        String file = model == null
                ? null
                : model.findAttribute(Attributes.sourceFile())
                        .map(attribute -> attribute.sourceFile().stringValue())
                        .orElse(null);
        String where = file == null || place.line() == 0 ? "" : " (" + file + ":" + place.line() + ")";
        return place.body().owner().replace('/', '.') + "." + place.body().name() + where;
    }
}
