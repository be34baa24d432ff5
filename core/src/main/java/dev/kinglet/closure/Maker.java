package dev.kinglet.closure;

import com.esotericsoftware.kryo.KryoException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes empty objects of one class: by its constructor without arguments, so that transient fields have what it gives them; else without
 * running any constructor of the user's, only that of the first superclass in the JDK.
 */
final class Maker {

    private final Constructor<?> constructor;

    private Maker(Constructor<?> constructor) {
        this.constructor = constructor;
    }

    static Maker of(Class<?> type) {
        Constructor<?> own = noArguments(type);
        boolean open = own != null && (Modifier.isPublic(own.getModifiers()) || !Form.isOfTheJdk(type));
        Constructor<?> chosen = own != null && open ? own : withoutConstructor(type);
        if (!(Modifier.isPublic(chosen.getModifiers()) && Form.isOfTheJdk(type))) {
            chosen.setAccessible(true);
        }
        return new Maker(chosen);
    }

    Object make() {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new KryoException(
                    "the constructor of " + constructor.getDeclaringClass().getName() + " threw " + e.getCause(),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new KryoException(e);
        }
    }

    private static @Nullable Constructor<?> noArguments(Class<?> type) {
        try {
            return type.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static Constructor<?> withoutConstructor(Class<?> type) {
        Class<?> base = type;
        while (!Form.isOfTheJdk(base)) {
            base = base.getSuperclass();
        }
        try {
            // By reflection, as javac warns of this supported, exported class and lets nobody silence it.
            Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
            Object instance = factory.getMethod("getReflectionFactory").invoke(null);
            Method method = factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class);
            return (Constructor<?>) method.invoke(instance, type, base.getDeclaredConstructor());
        } catch (ReflectiveOperationException e) {
            throw new KryoException("an empty " + type.getName() + " cannot be made", e);
        }
    }
}
