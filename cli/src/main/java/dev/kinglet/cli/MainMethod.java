package dev.kinglet.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;

/** The method that {@code java} would begin with (JLS 12.1.4): {@code main} with or without arguments, static or not, inherited or not. */
final class MainMethod {

    private final Class<?> program;
    private final Method method;

    private MainMethod(Class<?> program, Method method) {
        this.program = program;
        this.method = method;
    }

    /** That of a class, or nothing where it has none. */
    static Optional<MainMethod> of(Class<?> program) {
        return find(program, true, String[].class)
                .or(() -> find(program, false, String[].class))
                .filter(MainMethod::canBegin)
                .or(() -> find(program, false).filter(MainMethod::canBegin))
                .map(method -> new MainMethod(program, method));
    }

    private static boolean canBegin(Method method) {
        return method.getReturnType() == void.class && !Modifier.isPrivate(method.getModifiers());
    }

    private static Optional<Method> find(Class<?> type, boolean publicOnly, Class<?>... parameters) {
        return find(type, publicOnly, true, parameters);
    }

    /** In the class, else in its superclass, else in its interfaces, whose static methods are not inherited. */
    private static Optional<Method> find(Class<?> type, boolean publicOnly, boolean statics, Class<?>... parameters) {
        Optional<Method> declared = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("main"))
                .filter(method -> Arrays.equals(method.getParameterTypes(), parameters))
                .filter(method -> !publicOnly || Modifier.isPublic(method.getModifiers()))
                .filter(method -> statics || !Modifier.isStatic(method.getModifiers()))
                .findFirst();
        if (declared.isPresent()) {
            return declared;
        }
        Class<?> above = type.getSuperclass();
        Optional<Method> inherited = above == null ? Optional.empty() : find(above, publicOnly, statics, parameters);
        for (Class<?> each : type.getInterfaces()) {
            inherited = inherited
                    .filter(method -> !Modifier.isAbstract(method.getModifiers()))
                    .or(() -> find(each, publicOnly, false, parameters));
        }
        return inherited;
    }

    /** Calls it. What it throws comes as the cause of an {@link InvocationTargetException}. */
    void run(String[] arguments) throws ReflectiveOperationException {
        Object receiver = Modifier.isStatic(method.getModifiers()) ? null : instance();
        method.setAccessible(true);
        if (method.getParameterCount() == 0) {
            method.invoke(receiver);
        } else {
            method.invoke(receiver, (Object) arguments);
        }
    }

    private Object instance() throws ReflectiveOperationException {
        try {
            Constructor<?> constructor = program.getDeclaredConstructor();
            if (Modifier.isPrivate(constructor.getModifiers()) || Modifier.isAbstract(program.getModifiers())) {
                throw notMade();
            }
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw notMade();
        }
    }

    private WrongUseException notMade() {
        return new WrongUseException("the main method of " + program.getName()
                + " is not static, and the class cannot be made: it is abstract, an inner class, or has no constructor without"
                + " parameters that is not private");
    }
}
