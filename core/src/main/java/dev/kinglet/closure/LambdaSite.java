package dev.kinglet.closure;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.LambdaMetafactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a class file where a lambda is made: what its {@code invokedynamic} instruction gives to {@link LambdaMetafactory}.
 *
 * @param form the lambda in names
 * @param factory the descriptor of what makes it: from the captured values to the interface
 * @param serializable whether it makes Serializable lambdas
 * @param markers further interfaces, as descriptors
 * @param bridges further signatures of the method, as descriptors
 */
record LambdaSite(LambdaForm form, String factory, boolean serializable, List<String> markers, List<String> bridges) {

    private static final String METAFACTORY = "Ljava/lang/invoke/LambdaMetafactory;";

    /** What an instruction of {@code capturingClass} makes, or null where it is no lambda. */
    static @Nullable LambdaSite of(String capturingClass, InvokeDynamicInstruction instruction) {
        List<ConstantDesc> arguments = instruction.bootstrapArgs();
        if (!instruction.bootstrapMethod().owner().descriptorString().equals(METAFACTORY)
                || arguments.size() < 3
                || !(arguments.get(0) instanceof MethodTypeDesc method)
                || !(arguments.get(1) instanceof DirectMethodHandleDesc implementation)
                || !(arguments.get(2) instanceof MethodTypeDesc instantiated)) {
            return null;
        }
        MethodTypeDesc factory = instruction.typeSymbol();
        LambdaForm form = new LambdaForm(
                capturingClass,
                internalName(factory.returnType()),
                instruction.name().stringValue(),
                method.descriptorString(),
                implementation.refKind(),
                internalName(implementation.owner()),
                implementation.methodName(),
                implementation.lookupDescriptor(),
                instantiated.descriptorString(),
                factory.parameterCount());
        List<String> markers = new ArrayList<>();
        List<String> bridges = new ArrayList<>();
        int flags = arguments.size() > 3 && arguments.get(3) instanceof Integer number ? number : 0;
        int next = 4;
        if ((flags & LambdaMetafactory.FLAG_MARKERS) != 0) {
            next = descriptors(arguments, next, markers);
        }
        if ((flags & LambdaMetafactory.FLAG_BRIDGES) != 0) {
            descriptors(arguments, next, bridges);
        }
        boolean serializable = (flags & LambdaMetafactory.FLAG_SERIALIZABLE) != 0;
        return new LambdaSite(form, factory.descriptorString(), serializable, markers, bridges);
    }

    private static int descriptors(List<ConstantDesc> arguments, int from, List<String> descriptors) {
        int count = (Integer) arguments.get(from);
        for (ConstantDesc argument : arguments.subList(from + 1, from + 1 + count)) {
            descriptors.add(
                    argument instanceof ClassDesc type
                            ? type.descriptorString()
                            : ((MethodTypeDesc) argument).descriptorString());
        }
        return from + 1 + count;
    }

    private static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.startsWith("L") ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
    }

    static LambdaSite read(Input input) {
        LambdaForm form = LambdaForm.read(input);
        return new LambdaSite(form, input.readString(), false, strings(input), strings(input));
    }

    private static List<String> strings(Input input) {
        List<String> strings = new ArrayList<>();
        for (int i = input.readVarInt(true); i > 0; i--) {
            strings.add(input.readString());
        }
        return strings;
    }

    void write(Output output) {
        form.write(output);
        output.writeString(factory);
        for (List<String> strings : List.of(markers, bridges)) {
            output.writeVarInt(strings.size(), true);
            strings.forEach(output::writeString);
        }
    }
}
