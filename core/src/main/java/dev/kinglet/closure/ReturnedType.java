package dev.kinglet.closure;

import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** What a function returns, as far as its source tells. */
public final class ReturnedType {

    private ReturnedType() {}

    /** The class that a lambda or a reference to a method says it returns, or null where it does not tell. */
    public static @Nullable Class<?> of(Object function) {
        Class<?> type = function.getClass();
        if (!type.isHidden() || Lambdas.writeReplace(type) == null) {
            return null;
        }
        try {
            return MethodType.fromMethodDescriptorString(
                            Lambdas.open(function).getInstantiatedMethodType(), type.getClassLoader())
                    .returnType();
        } catch (TypeNotPresentException | IllegalStateException e) {
            return null;
        }
    }
}
