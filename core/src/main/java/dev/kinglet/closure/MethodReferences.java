package dev.kinglet.closure;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaConversionException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes references to methods that javac's own way of restoring mistakes for others: of two references to one method in one class it gives
 * the first, also where they were made for different argument types ({@code List::of} of a {@code Trip} and of a {@code Price}), and the call
 * then fails with a ClassCastException (JDK-8208752). Lambdas have a method each and are safe.
 */
final class MethodReferences {

    private static final String LAMBDA_PREFIX = "lambda$";

    private MethodReferences() {}

    /** Whether what was restored is a reference for other types than the one that was described. */
    static boolean isOther(SerializedLambda form, Object restored) {
        return !form.getImplMethodName().startsWith(LAMBDA_PREFIX)
                && !Lambdas.open(restored).getInstantiatedMethodType().equals(form.getInstantiatedMethodType());
    }

    /** The reference that was described, linked as the JVM would where it stands in the source. */
    static Object link(SerializedLambda form, Class<?> capturing) throws ReflectiveOperationException {
        ClassLoader loader = capturing.getClassLoader();
        MethodHandles.Lookup lookup = CallersLookup.of(capturing);
        MethodHandle method = method(form, lookup, loader);
        List<@Nullable Object> captured = new ArrayList<>();
        for (int i = 0; i < form.getCapturedArgCount(); i++) {
            captured.add(form.getCapturedArg(i));
        }
        Class<?> functionalInterface =
                Lambdas.load(form.getFunctionalInterfaceClass().replace('/', '.'), loader);
        try {
            CallSite site = LambdaMetafactory.altMetafactory(
                    lookup,
                    form.getFunctionalInterfaceMethodName(),
                    MethodType.methodType(
                            functionalInterface, method.type().parameterList().subList(0, captured.size())),
                    MethodType.fromMethodDescriptorString(form.getFunctionalInterfaceMethodSignature(), loader),
                    method,
                    MethodType.fromMethodDescriptorString(form.getInstantiatedMethodType(), loader),
                    LambdaMetafactory.FLAG_SERIALIZABLE);
            return site.getTarget().invokeWithArguments(captured);
        } catch (LambdaConversionException e) {
            throw new ReflectiveOperationException(e);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e);
        }
    }

    /** The method that does what a lambda does. */
    static MethodHandle method(SerializedLambda form, MethodHandles.Lookup lookup, ClassLoader loader)
            throws ReflectiveOperationException {
        Class<?> owner = Lambdas.load(form.getImplClass().replace('/', '.'), loader);
        MethodType type = MethodType.fromMethodDescriptorString(form.getImplMethodSignature(), loader);
        String name = form.getImplMethodName();
        return switch (form.getImplMethodKind()) {
            case MethodHandleInfo.REF_invokeStatic -> lookup.findStatic(owner, name, type);
            case MethodHandleInfo.REF_newInvokeSpecial -> lookup.findConstructor(owner, type);
            case MethodHandleInfo.REF_invokeSpecial -> lookup.findSpecial(owner, name, type, lookup.lookupClass());
            default -> lookup.findVirtual(owner, name, type);
        };
    }
}
