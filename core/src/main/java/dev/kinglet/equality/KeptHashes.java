package dev.kinglet.equality;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fields in which hash codes of objects are kept, whether a constructor puts them there or {@code hashCode} at its first call. An object
 * that comes from another process may bring one that is of no use here. Found by following values through the methods of the class and its
 * nest mates, of which a builder may be one.
 */
final class KeptHashes {

    private static final ClassValue<Set<String>> NAMES = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
            return find(type);
        }
    };

    private KeptHashes() {}

    /** Whether an object may bring it from another process, so that a copied {@code hashCode} begins without. */
    static boolean isOne(Field field) {
        return mayBe(field) && !isAnAccumulator(field.getDeclaringClass());
    }

    /** Whether a hash code comes into it anywhere. */
    static boolean mayBe(Field field) {
        return NAMES.get(field.getDeclaringClass()).contains(field.getName());
    }

    /** A class that is no value, as builders of hash codes are: what it holds is of the moment, if it is made while a hash code is computed. */
    static boolean isAnAccumulator(Class<?> type) {
        Method equals = Methods.implementation(type, "equals", "(Ljava/lang/Object;)Z");
        return !Modifier.isAbstract(type.getModifiers())
                && equals != null
                && equals.getDeclaringClass() == Object.class;
    }

    /** Those of a class and its superclasses. */
    static List<Field> of(Class<?> type) {
        List<Field> found = new ArrayList<>();
        for (Class<?> each = type; each != null && !StableClasses.isOfTheJdk(each); each = each.getSuperclass()) {
            for (String name : isAnAccumulator(each) ? Set.<String>of() : NAMES.get(each)) {
                Field field = Fields.find(each.getName().replace('.', '/'), name, each);
                if (field != null) {
                    found.add(field);
                }
            }
        }
        return found;
    }

    private static Set<String> find(Class<?> type) {
        if (StableClasses.isOfTheJdk(type) || type.isInterface()) {
            return Set.of();
        }
        HashFlow flow = new HashFlow(type);
        List<MethodModel> methods = methods(type);
        int facts;
        do {
            facts = flow.facts();
            for (MethodModel method : methods) {
                flow.through(method);
            }
        } while (flow.facts() > facts);
        String prefix = type.getName().replace('.', '/') + ".";
        Set<String> names = new HashSet<>(writtenByHashCode(type));
        flow.fields().stream()
                .filter(field -> field.startsWith(prefix))
                .map(field -> field.substring(prefix.length()))
                .forEach(names::add);
        return names;
    }

    /** What {@code hashCode}, or a method of the class that it calls, keeps for later: also whether it was computed, or parts of it. */
    private static Set<String> writtenByHashCode(Class<?> type) {
        ClassModel model = ClassFiles.model(type);
        if (model == null) {
            return Set.of();
        }
        Set<String> written = new HashSet<>();
        Set<String> reached = new HashSet<>(Set.of("hashCode()I"));
        int before;
        do {
            before = reached.size();
            for (MethodModel method : model.methods()) {
                if (reached.contains(
                        method.methodName().stringValue() + method.methodType().stringValue())) {
                    method.code()
                            .ifPresent(code -> code.forEach(element -> {
                                if (element instanceof InvokeInstruction call
                                        && call.owner()
                                                .name()
                                                .equals(model.thisClass().name())
                                        && !call.name().equalsString("<init>")) {
                                    reached.add(call.name().stringValue()
                                            + call.type().stringValue());
                                } else if (element instanceof FieldInstruction access
                                        && access.opcode() == Opcode.PUTFIELD
                                        && access.owner()
                                                .name()
                                                .equals(model.thisClass().name())) {
                                    written.add(access.name().stringValue());
                                }
                            }));
                }
            }
        } while (reached.size() > before);
        return written;
    }

    private static List<MethodModel> methods(Class<?> type) {
        List<MethodModel> methods = new ArrayList<>();
        for (Class<?> each : type.getNestMembers()) {
            ClassModel model = ClassFiles.model(each);
            if (model != null) {
                methods.addAll(model.methods());
            }
        }
        return methods;
    }
}
