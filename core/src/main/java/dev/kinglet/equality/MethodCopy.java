package dev.kinglet.equality;

import dev.kinglet.closure.CallersLookup;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A copy of a method, in a class beside its own that may do all that its own may, in which hash codes are those of {@link StableHash} and
 * the user's methods that it calls are copies, too. Its receiver is its first argument.
 */
final class MethodCopy {

    private static final String NAME = "KingletHash";

    private static final ClassValue<Map<String, MethodHandle>> COPIES = new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private MethodCopy() {}

    /**
     * The copy of a method with a body, which may be a static one.
     *
     * @throws ReflectiveOperationException if it cannot be made
     */
    static MethodHandle of(Method method) throws ReflectiveOperationException {
        Map<String, MethodHandle> copies = COPIES.get(method.getDeclaringClass());
        String key = method.getName() + Methods.descriptor(method);
        MethodHandle known = copies.get(key);
        if (known == null) {
            known = make(method);
            copies.put(key, known);
        }
        return known;
    }

    /** Whether it was copied for a class that reaches it, and so was judged. */
    static boolean isKnown(Method method) {
        return COPIES.get(method.getDeclaringClass()).containsKey(method.getName() + Methods.descriptor(method));
    }

    /**
     * What computes anew the value of a field in which a constructor keeps a hash code.
     *
     * @throws ReflectiveOperationException if it cannot be made
     */
    static MethodHandle ofKept(Field field) throws ReflectiveOperationException {
        KeptExpression kept = KeptExpression.of(field);
        if (kept == null) {
            throw new NoSuchFieldException(field + " is not computed by a constructor");
        }
        Class<?> owner = field.getDeclaringClass();
        MethodType type = MethodType.methodType(field.getType(), owner);
        return define(owner, field.getName(), type, kept.code(), calls -> new KeptRewriter(kept, field, calls));
    }

    private static MethodHandle make(Method method) throws ReflectiveOperationException {
        Class<?> owner = method.getDeclaringClass();
        MethodModel model = Methods.model(method);
        CodeModel code = model == null ? null : model.code().orElse(null);
        if (code == null) {
            throw new NoSuchMethodException("the code of " + method + " is not to be had");
        }
        MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        if (!Modifier.isStatic(method.getModifiers())) {
            type = type.insertParameterTypes(0, owner);
        }
        return define(owner, method.getName(), type, code, calls -> new CodeRewriter(owner, calls));
    }

    private static MethodHandle define(
            Class<?> owner,
            String name,
            MethodType type,
            CodeModel code,
            Function<CallRewriter, CodeTransform> rewriter)
            throws ReflectiveOperationException {
        String beside = (owner.getPackageName().isEmpty() ? "" : owner.getPackageName() + ".") + NAME;
        byte[] bytes = bytes(ClassDesc.of(beside), owner, builder -> {
            CallRewriter calls = new CallRewriter(ClassDesc.of(beside), owner, builder);
            builder.withMethod(
                    name,
                    MethodTypeDesc.ofDescriptor(type.descriptorString()),
                    ClassFile.ACC_STATIC,
                    body -> body.transformCode(code, rewriter.apply(calls)));
        });
        MethodHandles.Lookup hidden =
                CallersLookup.of(owner).defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE);
        return hidden.findStatic(hidden.lookupClass(), name, type);
    }

    private static byte[] bytes(ClassDesc self, Class<?> owner, Consumer<ClassBuilder> content) {
        ClassLoader loader = owner.getClassLoader();
        ClassHierarchyResolver resolver = ClassHierarchyResolver.ofClassLoading(
                        loader == null ? ClassLoader.getSystemClassLoader() : loader)
                .cached();
        ClassFile classFile = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(resolver),
                ClassFile.DebugElementsOption.DROP_DEBUG,
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
        return classFile.build(self, builder -> {
            builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC | ClassFile.ACC_SUPER);
            content.accept(builder);
        });
    }
}
