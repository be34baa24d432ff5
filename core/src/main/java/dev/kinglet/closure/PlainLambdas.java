package dev.kinglet.closure;

import java.lang.invoke.LambdaConversionException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lambdas that are not Serializable. The JVM does not tell what such a lambda is made of; the class file of the class that made it has all
 * places where it makes lambdas, and the lambda's class has the captured values as fields. Where it is certain which of the places made it,
 * or all that are possible do the same, it can be made again.
 */
final class PlainLambdas {

    private static final String SUFFIX = "$$Lambda";

    /** The place of each lambda class for which it is certain without the graph that its lambda is in, once looked for. */
    private static final ClassValue<AtomicReference<LambdaSite>> KNOWN = new ClassValue<>() {
        @Override
        protected AtomicReference<LambdaSite> computeValue(Class<?> type) {
            return new AtomicReference<>();
        }
    };

    /** What makes the lambdas of the places of a class, so that many of one place are of one class. */
    private static final ClassValue<Map<LambdaSite, MethodHandle>> FACTORIES = new ClassValue<>() {
        @Override
        protected Map<LambdaSite, MethodHandle> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private PlainLambdas() {}

    /**
     * The place that made a lambda.
     *
     * @param root the graph that it is part of
     * @throws RefusedException if that is not certain
     */
    static LambdaSite site(Object lambda, Object root) {
        Class<?> type = lambda.getClass();
        AtomicReference<LambdaSite> known = KNOWN.get(type);
        LambdaSite before = known.get();
        if (before != null) {
            return before;
        }
        LambdaSites sites = sites(lambda);
        List<LambdaSites.Place> places = sites.places().stream()
                .filter(place -> fits(place.site(), type))
                .toList();
        if (places.isEmpty()) {
            throw refused(
                    lambda,
                    "whose place in the class file of " + capturingClass(type).getName()
                            + " cannot be found, so that nothing tells what it is made of. " + remedy(type));
        }
        List<LambdaSites.Place> different = sites.different(places);
        if (different.size() > 1) {
            List<LambdaSites.Place> narrowed = GraphPath.narrow(root, lambda, LambdaProbe.narrow(lambda, places));
            different = sites.different(narrowed);
            if (different.size() > 1) {
                Set<LambdaSites.Place> origins = GraphPath.origins(root, lambda, sites);
                List<LambdaSites.Place> left =
                        narrowed.stream().filter(origins::contains).toList();
                different = left.isEmpty() ? different : sites.different(left);
            }
        }
        if (different.size() > 1) {
            throw refused(lambda, severalPlaces(sites, different, type));
        }
        known.set(different.getFirst().site());
        return different.getFirst().site();
    }

    private static LambdaSites sites(Object lambda) {
        Class<?> type = lambda.getClass();
        if (!type.getName().contains(SUFFIX)) {
            throw refused(lambda, "whose class is hidden, so that no other process can have it. " + remedy(type));
        }
        if (Form.isOfTheJdk(type)) {
            throw refused(lambda, ofTheJdk(type));
        }
        return LambdaSites.of(capturingName(type).replace('.', '/'), type.getClassLoader());
    }

    private static RefusedException refused(Object lambda, String reason) {
        return new RefusedException(lambda, lambda.getClass(), reason);
    }

    private static String ofTheJdk(Class<?> type) {
        return "which a method of " + capturingName(type)
                + " made, and whose parts are private to the JDK. Write in its place a lambda that calls the parts by"
                + " itself: "
                + (capturingName(type).endsWith("Predicate") ? "x -> !p.test(x)." : "x -> g.apply(f.apply(x)).");
    }

    private static String severalPlaces(LambdaSites sites, List<LambdaSites.Place> places, Class<?> type) {
        String where = places.stream().map(sites::text).distinct().collect(Collectors.joining(" and "));
        return "which is not Serializable, so that the JVM does not tell which lambda of its type it is: that at "
                + where + ". " + remedy(type);
    }

    /** The cast that makes a lambda of this interface Serializable. */
    private static String remedy(Class<?> type) {
        Class<?> functional = type.getInterfaces().length == 0 ? Object.class : type.getInterfaces()[0];
        String parameters =
                Stream.of(functional.getTypeParameters()).map(Object::toString).collect(Collectors.joining(", "));
        String name = functional.getSimpleName() + (parameters.isEmpty() ? "" : "<" + parameters + ">");
        return "Cast it where it is written: (" + name + " & Serializable).";
    }

    private static boolean fits(LambdaSite site, Class<?> type) {
        LambdaForm form = site.form();
        List<String> interfaces = new ArrayList<>(List.of("L" + form.functionalInterface() + ";"));
        site.markers().stream().filter(marker -> !interfaces.contains(marker)).forEach(interfaces::add);
        List<String> actual =
                Stream.of(type.getInterfaces()).map(Class::descriptorString).toList();
        String captured = fields(type).stream()
                .map(field -> field.getType().descriptorString())
                .collect(Collectors.joining("", "(", ")"));
        return !site.serializable()
                && interfaces.equals(actual)
                && site.factory().startsWith(captured)
                && Stream.of(type.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals(form.methodName())
                                && descriptor(method).equals(form.methodSignature()));
    }

    static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }

    /** The fields of a lambda's class: what it captures, in order. */
    static List<Field> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .sorted(Comparator.comparingInt(field -> number(field.getName())))
                .toList();
    }

    private static int number(String field) {
        return Integer.parseInt(field.substring(field.indexOf('$') + 1));
    }

    static @Nullable Object value(Field field, Object lambda) {
        if (!field.trySetAccessible()) {
            throw refused(
                    lambda,
                    "whose module " + field.getDeclaringClass().getModule().getName()
                            + " does not open its package. Add `opens "
                            + field.getDeclaringClass().getPackageName() + ";` to its module-info.");
        }
        try {
            return field.get(lambda);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String capturingName(Class<?> type) {
        return type.getName().substring(0, type.getName().lastIndexOf(SUFFIX));
    }

    /** The class that made the lambdas of a class. */
    static Class<?> capturingClass(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return Lambdas.load(capturingName(type), loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /** The lambda of a place again. */
    static Object link(LambdaSite site, Class<?> capturing, @Nullable Object[] captured) {
        MethodHandle factory = FACTORIES.get(capturing).computeIfAbsent(site, each -> factory(each, capturing));
        try {
            Object lambda = factory.invokeWithArguments(captured);
            KNOWN.get(lambda.getClass()).set(site);
            return lambda;
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** What makes the lambdas of a place, linked as the JVM would there. */
    private static MethodHandle factory(LambdaSite site, Class<?> capturing) {
        ClassLoader loader = capturing.getClassLoader();
        LambdaForm form = site.form();
        try {
            MethodHandles.Lookup lookup = CallersLookup.of(capturing);
            List<Object> arguments = new ArrayList<>(List.of(
                    type(form.methodSignature(), loader),
                    MethodReferences.method(form.with(capturing, new Object[0]), lookup, loader),
                    type(form.instantiated(), loader),
                    LambdaMetafactory.FLAG_MARKERS | LambdaMetafactory.FLAG_BRIDGES));
            arguments.add(site.markers().size());
            site.markers()
                    .forEach(marker -> arguments.add(type("()" + marker, loader).returnType()));
            arguments.add(site.bridges().size());
            site.bridges().forEach(bridge -> arguments.add(type(bridge, loader)));
            return LambdaMetafactory.altMetafactory(
                            lookup, form.methodName(), type(site.factory(), loader), arguments.toArray())
                    .getTarget();
        } catch (ReflectiveOperationException | LambdaConversionException e) {
            throw new UndecodableException(
                    "class " + capturing.getName() + " does not have the lambda " + form.implName()
                            + form.implSignature() + " (" + e
                            + "): it is another version of the class than the one that the lambda comes from",
                    null,
                    e);
        }
    }

    private static MethodType type(String descriptor, @Nullable ClassLoader loader) {
        return MethodType.fromMethodDescriptorString(descriptor, loader);
    }
}
