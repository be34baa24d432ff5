package dev.kinglet.closure;

import dev.kinglet.closure.FieldFlow.Change;
import dev.kinglet.closure.FieldFlow.Source;
import dev.kinglet.closure.FieldFlow.Summary;
import dev.kinglet.closure.ProgramClasses.Body;
import dev.kinglet.closure.StaticReads.Place;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the program's code assigns static fields, or changes what they refer to. */
final class StaticWrites implements FieldFlow.World {

    /** A change of a field or of its object. */
    record Site(String field, Place place, Change change) {}

    private final ProgramClasses program;
    private final Set<String> candidates;
    private final Map<Body, Summary> known = new HashMap<>();
    private final Map<Body, Set<Source>> giving = new HashMap<>();
    private final Deque<String> todo = new ArrayDeque<>();
    private final Map<String, Set<Site>> sites = new LinkedHashMap<>();

    private StaticWrites(ProgramClasses program, Set<String> candidates) {
        this.program = program;
        this.candidates = candidates;
    }

    /** @param candidates the fields, by class and name, of which private ones are looked for in their nests only */
    static StaticWrites of(ProgramClasses program, Map<String, Boolean> candidates) {
        StaticWrites writes = new StaticWrites(program, candidates.keySet());
        candidates.forEach((field, isPrivate) -> {
            String owner = owner(field);
            writes.todo.addAll(nest(program, owner));
            if (!isPrivate) {
                writes.todo.addAll(program.mentioning(field.substring(field.lastIndexOf('.') + 1)));
            }
        });
        writes.follow();
        return writes;
    }

    static String owner(String field) {
        return field.substring(0, field.lastIndexOf('.'));
    }

    Set<Site> of(String field) {
        return sites.getOrDefault(field, Set.of());
    }

    /** A class and those nested with it. */
    static Set<String> nest(ProgramClasses program, String type) {
        Set<String> nest = new LinkedHashSet<>(Set.of(type));
        ClassModel model = program.get(type);
        String host = model == null
                ? type
                : model.findAttribute(Attributes.nestHost())
                        .map(attribute -> attribute.nestHost().asInternalName())
                        .orElse(type);
        nest.add(host);
        ClassModel outer = program.get(host);
        if (outer != null) {
            outer.findAttribute(Attributes.nestMembers()).ifPresent(members -> {
                for (ClassEntry member : members.nestMembers()) {
                    nest.add(member.asInternalName());
                }
            });
        }
        return nest;
    }

    /** A class is looked at again where a method that it calls turns out to give away a field. */
    private void follow() {
        for (String type = todo.poll(); type != null; type = todo.poll()) {
            for (Body body : program.bodies(type)) {
                known.remove(body);
                Summary summary = summary(body);
                note(body, summary);
                Set<Source> given = new HashSet<>(summary.returned());
                given.removeIf(source -> source.field() == null);
                if (!given.isEmpty() && !given.equals(giving.put(body, given))) {
                    todo.addAll(program.mentioning(body.name()));
                    todo.addAll(nest(program, type));
                }
            }
        }
    }

    private void note(Body body, Summary summary) {
        for (Change change : summary.changes()) {
            String field = change.source().field();
            if (field != null) {
                Site site = new Site(field, new Place(body, change.line()), change);
                sites.computeIfAbsent(field, any -> new LinkedHashSet<>()).add(site);
            }
        }
    }

    private Summary summary(Body body) {
        Summary summary = known.get(body);
        if (summary == null) {
            known.put(body, Summary.NOTHING); // what calls itself adds nothing by that
            summary = FieldFlow.through(body, this);
            known.put(body, summary);
        }
        return summary;
    }

    @Override
    public @Nullable String follow(String owner, String name) {
        if (candidates.contains(owner + "." + name)) {
            return owner + "." + name;
        }
        ProgramClasses.Field field =
                candidates.stream().anyMatch(each -> each.endsWith("." + name)) ? program.field(owner, name) : null;
        String key = field == null ? null : field.owner() + "." + name;
        return key != null && candidates.contains(key) ? key : null;
    }

    @Override
    public @Nullable String self(Body body) {
        for (String field : candidates) {
            if (owner(field).equals(body.owner()) && !body.name().equals("<init>") && isOnlyObject(field)) {
                return field;
            }
        }
        return null;
    }

    /** Whether a class keeps its one object in this field of its own. */
    private boolean isOnlyObject(String field) {
        ClassModel model = program.get(owner(field));
        if (model == null) {
            return false;
        }
        String type = "L" + owner(field) + ";";
        List<String> ofItsType = model.fields().stream()
                .filter(each ->
                        each.flags().has(AccessFlag.STATIC) && each.fieldType().equalsString(type))
                .map(each -> owner(field) + "." + each.fieldName().stringValue())
                .toList();
        return ofItsType.equals(List.of(field));
    }

    @Override
    public List<Summary> summaries(String owner, String signature, boolean dispatched, boolean given) {
        List<Summary> found = new ArrayList<>();
        for (Body body : targets(owner, signature, dispatched)) {
            if (given) {
                found.add(summary(body));
            } else if (giving.containsKey(body)) {
                found.add(new Summary(List.of(), giving.get(body)));
            }
        }
        return found;
    }

    private List<Body> targets(String owner, String signature, boolean dispatched) {
        List<Body> targets = new ArrayList<>();
        Body body = program.find(owner, signature);
        if (body != null && body.method().code().isPresent()) {
            targets.add(body);
        } else if (dispatched && program.isOwn(owner)) {
            for (String each : program.subtypes(owner)) {
                Body overriding = program.own(each, signature);
                if (overriding != null) {
                    targets.add(overriding);
                }
            }
        }
        return targets;
    }

    @Override
    public boolean isProgram(String owner) {
        return program.isOwn(owner)
                || candidates.stream().anyMatch(each -> owner(each).equals(owner));
    }
}
