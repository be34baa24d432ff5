package dev.kinglet.closure;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks a lambda for the type of its parameter. Before it does anything a lambda casts its arguments to the types that it was made for; so it
 * is given an object of a class that nobody knows, and says in its refusal what it wants. Asked only where every lambda that it may be
 * casts that argument, so that no code of the user's can run.
 */
final class LambdaProbe {

    private static final Pattern WANTED = Pattern.compile("cannot be cast to class (\\S+)");
    private static final String OBJECT = "Ljava/lang/Object;";

    private LambdaProbe() {}

    private static final class Stranger {}

    /** Those of the places whose lambdas take what this one takes. */
    static List<LambdaSites.Place> narrow(Object lambda, List<LambdaSites.Place> places) {
        List<LambdaSites.Place> left = places;
        int parameters = MethodTypeDesc.ofDescriptor(
                        places.getFirst().site().form().methodSignature())
                .parameterCount();
        for (int i = 0; i < parameters && left.size() > 1; i++) {
            int position = i;
            if (left.stream().allMatch(place -> refusesStrangers(place.site().form(), position))) {
                String wanted = wanted(lambda, left.getFirst().site().form(), position);
                List<LambdaSites.Place> fitting = left.stream()
                        .filter(place -> name(instantiated(place.site().form(), position))
                                .equals(wanted))
                        .toList();
                left = fitting.isEmpty() ? left : fitting;
            }
        }
        return left;
    }

    private static boolean refusesStrangers(LambdaForm form, int position) {
        String declared = MethodTypeDesc.ofDescriptor(form.methodSignature())
                .parameterType(position)
                .descriptorString();
        ClassDesc instantiated = instantiated(form, position);
        return declared.equals(OBJECT)
                && !instantiated.isPrimitive()
                && !instantiated.descriptorString().equals(OBJECT);
    }

    private static ClassDesc instantiated(LambdaForm form, int position) {
        return MethodTypeDesc.ofDescriptor(form.instantiated()).parameterType(position);
    }

    private static String name(ClassDesc type) {
        String name = type.descriptorString().replace('/', '.');
        return type.isClassOrInterface() ? name.substring(1, name.length() - 1) : name;
    }

    private static @Nullable String wanted(Object lambda, LambdaForm form, int position) {
        Method method = method(lambda.getClass(), form);
        if (method == null || !method.trySetAccessible()) {
            return null;
        }
        @Nullable Object[] arguments = new @Nullable Object[method.getParameterCount() + 1];
        for (Class<?> type : method.getParameterTypes()) {
            if (type.isPrimitive()) {
                return null;
            }
        }
        arguments[0] = lambda;
        arguments[position + 1] = new Stranger();
        try {
            MethodHandles.lookup().unreflect(method).invokeWithArguments(arguments);
        } catch (ClassCastException e) {
            Matcher refusal = WANTED.matcher(String.valueOf(e.getMessage()));
            return refusal.find() ? refusal.group(1) : null;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            return null; // it told nothing
        }
        return null;
    }

    private static @Nullable Method method(Class<?> type, LambdaForm form) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(form.methodName())
                    && PlainLambdas.descriptor(method).equals(form.methodSignature())) {
                return method;
            }
        }
        return null;
    }
}
