package dev.kinglet.closure;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The places in one class file where lambdas are made. */
final class LambdaSites {

    /**
     * A place.
     *
     * @param code the method that it is in
     * @param index which of its instructions makes the lambda
     * @param line its line, or 0 where the class file does not tell
     */
    record Place(LambdaSite site, Code code, int index, int line) {}

    /**
     * A method.
     *
     * @param instructions what it does, without labels and lines
     * @param joins which of the instructions can be come to otherwise than from the one before
     * @param handlers which of them find an exception on the stack
     */
    record Code(MethodModel method, List<Instruction> instructions, Set<Integer> joins, Set<Integer> handlers) {}

    /** Makes lambdas again that are made elsewhere in the class. */
    private static final String RESTORER = "$deserializeLambda$";

    private final String className;
    private final List<Code> codes = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final Map<String, MethodModel> methods = new LinkedHashMap<>();
    private String file = "";

    private LambdaSites(String className) {
        this.className = className;
    }

    /** The places in a class, by its internal name; none where its file cannot be read. */
    static LambdaSites of(String internalName, @Nullable ClassLoader loader) {
        LambdaSites sites = new LambdaSites(internalName);
        try {
            byte[] bytes = loader == null ? null : Origin.read(internalName, loader);
            if (bytes != null) {
                sites.read(ClassFile.of().parse(bytes));
            }
        } catch (IOException | IllegalArgumentException e) {
            return new LambdaSites(internalName); // as if it could not be found
        }
        return sites;
    }

    private void read(ClassModel model) {
        file = model.findAttribute(Attributes.sourceFile())
                .map(SourceFileAttribute::sourceFile)
                .map(Object::toString)
                .orElse("");
        for (MethodModel method : model.methods()) {
            methods.put(
                    key(method.methodName().stringValue(), method.methodType().stringValue()), method);
            if (!method.methodName().equalsString(RESTORER)) {
                method.code().ifPresent(code -> read(method, code));
            }
        }
    }

    private void read(MethodModel method, CodeModel code) {
        List<Instruction> instructions = new ArrayList<>();
        Code read = new Code(method, instructions, new HashSet<>(), new HashSet<>());
        codes.add(read);
        Set<Label> targets = targets(code);
        Set<Label> handlers = new HashSet<>();
        code.exceptionHandlers().forEach(handler -> handlers.add(handler.handler()));
        int line = 0;
        for (CodeElement element : code) {
            if (element instanceof LineNumber number) {
                line = number.line();
            } else if (element instanceof LabelTarget target && targets.contains(target.label())) {
                read.joins.add(instructions.size());
                if (handlers.contains(target.label())) {
                    read.handlers.add(instructions.size());
                }
            } else if (element instanceof Instruction instruction) {
                LambdaSite site = instruction instanceof InvokeDynamicInstruction dynamic
                        ? LambdaSite.of(className, dynamic)
                        : null;
                if (site != null) {
                    places.add(new Place(site, read, instructions.size(), line));
                }
                instructions.add(instruction);
            }
        }
    }

    private static Set<Label> targets(CodeModel code) {
        Set<Label> targets = new HashSet<>();
        for (CodeElement element : code) {
            switch (element) {
                case BranchInstruction branch -> targets.add(branch.target());
                case ExceptionCatch handler -> targets.add(handler.handler());
                case TableSwitchInstruction choice -> {
                    targets.add(choice.defaultTarget());
                    choice.cases().forEach(each -> targets.add(each.target()));
                }
                case LookupSwitchInstruction choice -> {
                    targets.add(choice.defaultTarget());
                    choice.cases().forEach(each -> targets.add(each.target()));
                }
                default -> {}
            }
        }
        return targets;
    }

    /** The internal name of the class. */
    String className() {
        return className;
    }

    /** Its methods. */
    List<Code> codes() {
        return codes;
    }

    List<Place> places() {
        return places;
    }

    /** Where lambdas of this form may be made. */
    List<Place> of(LambdaForm form) {
        return places.stream().filter(place -> isLike(place.site.form(), form)).toList();
    }

    /** Without what the JVM may tell otherwise than the class file: the kind of call, and the class that declares the method. */
    private static boolean isLike(LambdaForm one, LambdaForm other) {
        return one.functionalInterface().equals(other.functionalInterface())
                && one.implName().equals(other.implName())
                && one.implSignature().equals(other.implSignature())
                && one.captured() == other.captured();
    }

    /** Where the method of a lambda is made one: a method of javac's, which nothing else calls. */
    List<Place> implementedBy(MethodModel method) {
        return places.stream()
                .filter(place -> place.site.form().implClass().equals(className)
                        && method.methodName().equalsString(place.site.form().implName())
                        && method.methodType().equalsString(place.site.form().implSignature()))
                .toList();
    }

    /** The place in the source, as stack traces have it. */
    String text(Place place) {
        String source = file.isEmpty() ? className.replace('/', '.') : file;
        return place.line == 0 ? source : source + ":" + place.line;
    }

    /** Those of the places whose lambdas do different things. */
    List<Place> different(List<Place> among) {
        List<Place> different = new ArrayList<>();
        for (Place place : among) {
            if (different.stream().noneMatch(other -> doTheSame(place.site, other.site))) {
                different.add(place);
            }
        }
        return different;
    }

    private boolean doTheSame(LambdaSite one, LambdaSite other) {
        if (one.equals(other)) {
            return true;
        }
        byte[] left = plainCode(one);
        byte[] right = plainCode(other);
        return left != null
                && Arrays.equals(left, right)
                && one.form().implSignature().equals(other.form().implSignature())
                && one.form().implKind() == other.form().implKind()
                && one.form().instantiated().equals(other.form().instantiated());
    }

    /** The bytes of a lambda's method in this class, where nothing but them says what it does; else null. */
    private byte @Nullable [] plainCode(LambdaSite site) {
        MethodModel method = site.form().implClass().equals(className)
                ? methods.get(key(site.form().implName(), site.form().implSignature()))
                : null;
        return method != null
                        && method.methodName().stringValue().contains("lambda$")
                        && method.code().orElse(null) instanceof CodeAttribute code
                        && code.exceptionHandlers().isEmpty()
                ? code.codeArray()
                : null;
    }

    private static String key(String name, String type) {
        return name + type;
    }
}
