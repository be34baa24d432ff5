package dev.kinglet.closure;

import dev.kinglet.closure.Snippets.Reach;
import dev.kinglet.closure.Snippets.Variable;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a JShell session has that a function may read, as it is now: the values of variables, of static fields of the session's classes, and
 * of fields of its enums' constants. What the function certainly reads travels or is refused. What it might read travels if it can; else it is
 * left out of the code that is shipped, so that to read it fails with its name, and never gives zero.
 */
final class SnippetState {

    /** What only libraries might ask for does not travel beyond this size. */
    private static final int MAX_CALLBACK_BYTES = 1 << 20;

    /** A value that was looked at, and its bytes, or null where it cannot travel. */
    private record Look(@Nullable Object value, byte @Nullable [] bytes, boolean hasSnippets) {}

    private final SessionClasses classes;
    private final ClassLoader loader;
    private final String parameter;
    private final KryoValueCodec probe;
    private final Map<SnippetVariable, Look> looks = new HashMap<>();
    private Map<SnippetVariable, Look> travelling = new LinkedHashMap<>();
    private Set<Variable> kept = new HashSet<>();

    SnippetState(ClassLoader loader, String parameter) {
        this.classes = SessionClasses.of(loader);
        this.loader = loader;
        this.parameter = parameter;
        this.probe = new KryoValueCodec(loader);
    }

    /**
     * Looks what a function reads.
     *
     * @return whether more is read than was known before
     * @throws NotTransportableException if a value that is certainly read cannot travel, naming the variable as the user knows it
     */
    boolean look(Sightings sightings) {
        Snippets reached = Snippets.reachedBy(sightings, classes);
        Map<SnippetVariable, Look> now = new LinkedHashMap<>();
        kept = new HashSet<>(reached.written());
        // Variables first: initialisers of classes may read them.
        for (boolean ofTheSession : new boolean[] {true, false}) {
            reached.read().forEach((variable, reach) -> {
                if (variable.isOfTheSession() == ofTheSession && (ofTheSession || hasState(variable))) {
                    add(SnippetVariable.of(variable.owner(), variable.name()), reach, now);
                }
            });
        }
        reached.enums().forEach(type -> addConstants(type, now));
        for (Variable variable : reached.read().keySet()) {
            if (now.containsKey(SnippetVariable.of(variable.owner(), variable.name()))) {
                kept.add(variable);
            }
        }
        boolean more = !now.keySet().equals(travelling.keySet());
        travelling = now;
        return more;
    }

    private void add(SnippetVariable variable, Reach reach, Map<SnippetVariable, Look> now) {
        Look look = looks.get(variable);
        if (look == null) {
            look = look(variable, reach);
            looks.put(variable, look);
        }
        byte[] bytes = look.bytes;
        if (bytes != null && (reach != Reach.CALLBACK || bytes.length <= MAX_CALLBACK_BYTES)) {
            now.put(variable, look);
        }
    }

    private Look look(SnippetVariable variable, Reach reach) {
        Object value;
        boolean mayStay;
        try {
            value = variable.get(loader);
            mayStay = reach != Reach.DIRECT || (variable.isFinal(loader) && !variable.isOfTheSession());
        } catch (LinkageError e) {
            return new Look(null, null, false); // its initialiser fails, as it will there
        } catch (ReflectiveOperationException e) {
            throw new NotTransportableException(reads(variable) + " cannot be read: " + e, e);
        }
        try {
            probe.forgetClassesSeen();
            byte[] bytes = probe.encode(value, reads(variable));
            return new Look(value, bytes, probe.sightings().hasSnippets());
        } catch (NotTransportableException e) {
            if (!mayStay) {
                throw e;
            }
            System.getLogger(SnippetState.class.getName())
                    .log(System.Logger.Level.DEBUG, "{0} does not travel: {1}", variable.inWords(), e.getMessage());
            return new Look(null, null, false);
        }
    }

    private String reads(SnippetVariable variable) {
        return variable.inWords() + ", which " + parameter + " reads,";
    }

    /** Whether a static field of a declared class may have another value than on a worker, and can be given it there. */
    private boolean hasState(Variable variable) {
        ClassModel model = classes.get(variable.owner());
        FieldModel field = model == null ? null : field(model, variable.name());
        return model != null
                && field != null
                && !model.flags().has(AccessFlag.INTERFACE)
                && !field.flags().has(AccessFlag.ENUM)
                && !field.flags().has(AccessFlag.SYNTHETIC);
    }

    private static @Nullable FieldModel field(ClassModel model, String name) {
        for (FieldModel field : model.fields()) {
            if (field.fieldName().equalsString(name)) {
                return field;
            }
        }
        return null;
    }

    private void addConstants(String type, Map<SnippetVariable, Look> now) {
        ClassModel model = classes.get(type);
        if (model == null) {
            return;
        }
        for (FieldModel constant : model.fields()) {
            if (constant.flags().has(AccessFlag.ENUM)) {
                for (FieldModel field : model.fields()) {
                    if (!field.flags().has(AccessFlag.STATIC)) {
                        SnippetVariable variable = SnippetVariable.ofConstant(
                                type,
                                constant.fieldName().stringValue(),
                                field.fieldName().stringValue());
                        add(variable, Reach.DISPATCH, now);
                    }
                }
            }
        }
    }

    boolean isEmpty() {
        return travelling.isEmpty();
    }

    String[] names() {
        return travelling.keySet().stream().map(SnippetVariable::name).toArray(String[]::new);
    }

    @Nullable
    Object[] values() {
        return travelling.values().stream().map(Look::value).toArray();
    }

    /**
     * What classes may read while objects of the function are made again, by which time it must be there: names, and the bytes of each value;
     * those first that can be made without the session's classes.
     */
    Object[] early(Sightings sightings) {
        Snippets reached = Snippets.reachedByDecoding(sightings, classes);
        List<String> names = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        for (boolean withSnippets : new boolean[] {false, true}) {
            for (Variable variable : reached.read().keySet()) {
                SnippetVariable name = SnippetVariable.of(variable.owner(), variable.name());
                Look look = travelling.get(name);
                if (look != null && variable.isOfTheSession() && look.hasSnippets == withSnippets) {
                    names.add(name.name());
                    values.add(look.bytes);
                }
            }
        }
        return new Object[] {names.toArray(new String[0]), values.toArray(new byte[0][])};
    }

    /** The fields without which the function does not find what the session has. Variables that are not among them are left out. */
    Set<Variable> kept() {
        return kept;
    }

    /** The classes that have what travels: they are needed, whether or not a value of the function mentions them. */
    Set<Class<?>> owners() {
        Set<Class<?>> owners = new LinkedHashSet<>();
        for (SnippetVariable variable : travelling.keySet()) {
            owners.add(Lambdas.load(variable.owner(), loader));
        }
        return owners;
    }

    /** Gives variables their values, in order. */
    static void set(String[] names, @Nullable Object[] values, ClassLoader loader) {
        for (int i = 0; i < names.length; i++) {
            new SnippetVariable(names[i]).set(values[i], loader);
        }
    }

    /** As {@link #set}, each as soon as it is decoded: the next may need it. */
    static void setEarly(Object[] early, ValueCodec codec, ClassLoader loader) {
        String[] names = (String[]) early[0];
        byte[][] values = (byte[][]) early[1];
        for (int i = 0; i < names.length; i++) {
            new SnippetVariable(names[i]).set(codec.decode(values[i], 0, values[i].length), loader);
        }
    }
}
