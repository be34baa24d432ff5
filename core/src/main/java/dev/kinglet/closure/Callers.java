package dev.kinglet.closure;

import dev.kinglet.closure.ProgramClasses.Body;
import dev.kinglet.closure.StaticReads.Place;
import java.lang.classfile.Attributes;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who in the program calls a method, by name. */
final class Callers {

    private static final int MAX_DEPTH = 6;

    private final ProgramClasses program;
    private final Map<Body, List<Place>> known = new HashMap<>();

    Callers(ProgramClasses program) {
        this.program = program;
    }

    List<Place> of(Body body) {
        List<Place> callers = known.get(body);
        if (callers == null) {
            callers = new ArrayList<>();
            boolean isPrivate = body.method().flags().has(AccessFlag.PRIVATE);
            Set<String> where = isPrivate ? StaticWrites.nest(program, body.owner()) : program.mentioning(body.name());
            for (String type : where) {
                for (Body each : program.bodies(type)) {
                    find(body, each, callers);
                }
            }
            known.put(body, callers);
        }
        return callers;
    }

    private void find(Body called, Body in, List<Place> callers) {
        int[] line = new int[1];
        in.method().code().ifPresent(code -> {
            for (CodeElement element : code) {
                if (element instanceof LineNumber number) {
                    line[0] = number.line();
                } else if (calls(element, called)) {
                    callers.add(new Place(in, line[0]));
                    return;
                }
            }
        });
    }

    private boolean calls(CodeElement element, Body called) {
        if (element instanceof InvokeInstruction call) {
            return called.method().methodName().equalsString(call.name().stringValue())
                    && called.method().methodType().equalsString(call.type().stringValue())
                    && means(call.owner().asInternalName(), called);
        }
        return element instanceof InvokeDynamicInstruction call
                && call.bootstrapArgs().stream()
                        .anyMatch(argument -> argument instanceof DirectMethodHandleDesc handle
                                && called.signature().equals(name(handle) + handle.lookupDescriptor())
                                && means(FieldFlow.internalName(handle.owner()), called));
    }

    private static String name(DirectMethodHandleDesc handle) {
        return handle.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR ? "<init>" : handle.methodName();
    }

    private boolean means(String owner, Body called) {
        return owner.equals(called.owner())
                || program.supertypes(owner).contains(called.owner())
                || program.supertypes(called.owner()).contains(owner);
    }

    /** Whether a method runs as part of the initialiser of a class only. */
    boolean isInitialiser(Body body, String type, int depth) {
        if (body.name().equals("<clinit>") || body.name().startsWith("lambda$static$")) {
            return body.owner().equals(type);
        }
        if (depth == MAX_DEPTH) {
            return false;
        }
        boolean mayBe = body.method().flags().has(AccessFlag.STATIC)
                || body.method().flags().has(AccessFlag.PRIVATE)
                || body.name().equals("<init>");
        List<Place> callers = mayBe && !isMain(body) ? of(body) : List.of();
        return !callers.isEmpty() && callers.stream().allMatch(place -> isInitialiser(place.body(), type, depth + 1));
    }

    /** Whether a method can be called by name only, and is not. */
    boolean isUnused(Body body) {
        boolean marked = body.method()
                .findAttribute(Attributes.runtimeVisibleAnnotations())
                .isPresent();
        return body.method().flags().has(AccessFlag.PRIVATE)
                && !body.name().startsWith("lambda$")
                && !marked
                && !isMain(body)
                && of(body).isEmpty();
    }

    private static boolean isMain(Body body) {
        return body.name().equals("main");
    }
}
