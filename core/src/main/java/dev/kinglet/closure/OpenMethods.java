package dev.kinglet.closure;

import dev.kinglet.closure.ProgramClasses.Body;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which methods of the program's classes libraries and the JDK may call: those that implement or override a method of theirs. */
final class OpenMethods {

    private final ProgramClasses program;
    private final Map<String, Set<String>> signatures = new HashMap<>();

    OpenMethods(ProgramClasses program) {
        this.program = program;
    }

    /** @param type the class of the object: what it implements may be inherited from a class that does not know the interface */
    boolean implementsOne(Body body, String type) {
        if (body.method().flags().has(AccessFlag.STATIC)
                || body.method().flags().has(AccessFlag.PRIVATE)
                || body.name().startsWith("<")) {
            return false;
        }
        for (String each : program.supertypes(type)) {
            if (program.isOwn(each)) {
                ClassModel model = program.get(each);
                for (String parent : model == null ? Set.<String>of() : Set.copyOf(SessionClasses.parents(model))) {
                    if (!program.isOwn(parent) && signatures(parent).contains(body.signature())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private Set<String> signatures(String library) {
        return signatures.computeIfAbsent(library, name -> {
            try {
                Set<String> found = new HashSet<>();
                LibraryMethods.collect(Class.forName(name.replace('/', '.'), false, program.loader()), found);
                return found;
            } catch (ClassNotFoundException | LinkageError e) {
                return Set.of(); // who implements it fails, elsewhere
            }
        });
    }
}
