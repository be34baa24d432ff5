package dev.kinglet.closure;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes lambdas apart and makes them again, in the way that javac prepared for Java serialization. */
final class Lambdas {

    private static final ClassValue<Method> WRITE_REPLACE = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
            Method method = writeReplace(type);
            if (method == null) {
                throw new IllegalArgumentException(type.getName() + " has no writeReplace: it is no lambda");
            }
            method.setAccessible(true);
            return method;
        }
    };

    private static final MethodType RESTORER = MethodType.methodType(Object.class, SerializedLambda.class);

    private Lambdas() {}

    /** The method by which a Serializable lambda describes itself, or null where there is none. */
    static @Nullable Method writeReplace(Class<?> type) {
        try {
            return type.getDeclaredMethod("writeReplace");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** What a lambda of {@link Form#LAMBDA} is made of. */
    static SerializedLambda open(Object lambda) {
        try {
            return (SerializedLambda) WRITE_REPLACE.get(lambda.getClass()).invoke(lambda);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(lambda.getClass().getName() + " does not describe itself", e);
        }
    }

    /** As {@link #open}, also for lambdas that describe themselves to Java serialization only. */
    static SerializedLambda describe(Object lambda) {
        Method method = writeReplace(lambda.getClass());
        if (method != null && method.trySetAccessible()) {
            return open(lambda);
        }
        SerializedLambda[] form = new SerializedLambda[1];
        try (ObjectOutputStream describer = new ObjectOutputStream(OutputStream.nullOutputStream()) {
            {
                enableReplaceObject(true);
            }

            @Override
            protected @Nullable Object replaceObject(Object object) {
                form[0] = object instanceof SerializedLambda description ? description : form[0];
                return null;
            }
        }) {
            describer.writeObject(lambda);
        } catch (IOException e) {
            throw new IllegalStateException(lambda.getClass().getName() + " does not describe itself", e);
        }
        return Objects.requireNonNull(form[0]);
    }

    /**
     * The class that a name out of a graph means here.
     *
     * @throws UndecodableException if it is missing, naming it
     */
    static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw missing(name, loader, e);
        } catch (LinkageError e) {
            String absent = MissingClass.find(e);
            throw absent == null
                    ? new UndecodableException("class " + name + " cannot be linked: " + e, null, e)
                    : missing(absent, loader, e);
        }
    }

    /** The class that a lambda comes from, where the lambda is. */
    static Class<?> capturingClass(SerializedLambda form, Object lambda) {
        ClassLoader loader = lambda.getClass().getClassLoader();
        return load(
                form.getCapturingClass().replace('/', '.'),
                loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /**
     * Loads every class that a lambda names ahead: a lambda whose class is missing would otherwise fail in riddles.
     *
     * @return the class that it comes from
     */
    static Class<?> preload(LambdaForm form, ClassLoader loader) {
        load(form.functionalInterface().replace('/', '.'), loader);
        load(form.implClass().replace('/', '.'), loader);
        preloadTypes(form.implSignature(), loader);
        preloadTypes(form.instantiated(), loader);
        return load(form.capturingClass().replace('/', '.'), loader);
    }

    private static void preloadTypes(String descriptor, ClassLoader loader) {
        try {
            MethodType.fromMethodDescriptorString(descriptor, loader);
        } catch (TypeNotPresentException e) {
            throw missing(e.typeName().replace('/', '.'), loader, e);
        }
    }

    /** A lambda of {@code capturing}, a class of the loader that will run it. */
    static Object restore(SerializedLambda form, Class<?> capturing) {
        try {
            // Not by reflection, for which the JVM would first make classes of its own: a cold worker waits for that.
            MethodHandle restorer = MethodHandles.privateLookupIn(capturing, MethodHandles.lookup())
                    .findStatic(capturing, "$deserializeLambda$", RESTORER);
            Object restored = (Object) restorer.invokeExact(form);
            return MethodReferences.isOther(form, restored) ? MethodReferences.link(form, capturing) : restored;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw unrestorable(form, capturing, e);
        }
    }

    private static UndecodableException unrestorable(SerializedLambda form, Class<?> capturing, Throwable cause) {
        String absent = MissingClass.find(cause);
        if (absent != null) {
            return missing(absent, String.valueOf(capturing.getClassLoader()), cause);
        }
        return new UndecodableException(
                "class " + capturing.getName() + " does not know the lambda " + form.getImplMethodName()
                        + form.getImplMethodSignature() + " (" + cause
                        + "): it is another version of the class than the one that the lambda comes from",
                null,
                cause);
    }

    private static UndecodableException missing(String name, ClassLoader loader, Throwable cause) {
        return missing(name, String.valueOf(loader.getName()), cause);
    }

    private static UndecodableException missing(String name, String loader, Throwable cause) {
        return new UndecodableException(
                "class " + name + " is not among the code of the class loader " + loader, name, cause);
    }
}
