package dev.kinglet.execute.global;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of what is global is the JDK's own: a public static method of it that changes something is looked after, or harmless by a reason. */
class JdkGlobalsTest {

    private static final Pattern CHANGES = Pattern.compile(
            "(set|add|remove|register|deregister|unregister|insert|reset|replace|enable|disable|createMBeanServer).*");

    /** Not looked after, as classes or methods, by their reason. */
    private static final List<Pattern> HARMLESS = Stream.of(
                    // There is no display on a worker.
                    "java\\.awt\\..*",
                    "javax\\.swing\\..*",
                    "javax\\.accessibility\\..*",
                    // They change what they are given, or nothing.
                    "java\\.util\\.(Arrays|Collections|Objects)\\..*",
                    "java\\.lang\\.(reflect\\.Array|reflect\\.AccessibleObject|Math|StrictMath)\\..*",
                    "java\\.lang\\.invoke\\.(VarHandle|MutableCallSite|SwitchPoint|MethodHandles)\\..*",
                    "java\\.lang\\.foreign\\.MemorySegment\\.copy",
                    "java\\.lang\\.ref\\.Reference\\.reachabilityFence",
                    "java\\.text\\.Bidi\\.reorderVisually",
                    "java\\.rmi\\.server\\.RemoteStub\\.setRef",
                    "javax\\.imageio\\.ImageReader\\..*",
                    "javax\\.print\\.attribute\\.AttributeSetUtilities\\..*",
                    "java\\.lang\\.System\\.arraycopy",
                    // They concern the thread, or the task, that calls them, and only while they run.
                    "java\\.lang\\.Thread\\.(onSpinWait|yield|sleep|dumpStack)",
                    "java\\.util\\.concurrent\\.locks\\.LockSupport\\..*",
                    "java\\.util\\.concurrent\\.(ForkJoinTask|ForkJoinPool)\\.(managedBlock|invokeAll|helpQuiesce)",
                    // They concern the class that calls them.
                    "java\\.lang\\.ClassLoader\\.registerAsParallelCapable",
                    // A driver belongs to the classes that have it, as their static fields do.
                    "java\\.sql\\.DriverManager\\.(registerDriver|deregisterDriver)",
                    // They print.
                    "java\\.lang\\.IO\\..*",
                    "java\\.sql\\.DriverManager\\.println",
                    // It does nothing, and says so.
                    "java\\.net\\.URLConnection\\.setDefaultRequestProperty",
                    // They end the process, or make it look after itself.
                    "java\\.lang\\.System\\.(exit|gc|runFinalization)",
                    // Caches that are filled again.
                    "java\\.util\\.ResourceBundle\\.clearCache",
                    "java\\.beans\\.Introspector\\.(flushCaches|flushFromCaches)",
                    "javax\\.imageio\\.ImageIO\\.scanForPlugins",
                    // Libraries belong to the class loader.
                    "java\\.lang\\.System\\.(load|loadLibrary)",
                    // Outside of the process.
                    "java\\.nio\\.file\\.Files\\..*",
                    "java\\.util\\.prefs\\.Preferences\\..*",
                    "java\\.rmi\\.Naming\\..*",
                    // They throw, since there are no security managers any more, or do nothing.
                    "java\\.lang\\.System\\.setSecurityManager",
                    "java\\.security\\.(Policy|AccessController|IdentityScope)\\..*")
            .map(Pattern::compile)
            .toList();

    private static List<Trigger> triggers() {
        List<Trigger> all = new ArrayList<>(JdkGlobals.ALWAYS);
        all.addAll(JdkGlobals.MENTIONED);
        all.addAll(ManagementGlobals.MENTIONED);
        return all;
    }

    @Test
    void everyPublicStaticMethodOfTheJdkThatChangesSomethingIsLookedAfterOrHarmless() throws IOException {
        Set<String> looked = new HashSet<>();
        for (Trigger trigger : triggers()) {
            trigger.classes()
                    .forEach(type ->
                            trigger.methods().forEach(method -> looked.add(type.replace('$', '.') + "." + method)));
        }
        Set<String> changing = changing();

        assertThat(changing).hasSizeGreaterThan(100).contains("java.util.TimeZone.setDefault");
        assertThat(changing.stream()
                        .filter(method -> !looked.contains(method))
                        .filter(method -> HARMLESS.stream()
                                .noneMatch(pattern -> pattern.matcher(method).matches())))
                .isEmpty();
    }

    /** They do something, and change nothing that another call could rely on. */
    private static final Pattern DONE_AT_ONCE = Pattern.compile("gc|reset|resetPeak.*|dump.*");

    @Test
    void everyMethodOfTheJvmsBeansThatChangesSomethingIsLookedAfter() {
        Set<String> looked = new HashSet<>();
        triggers().forEach(trigger -> looked.addAll(trigger.methods()));
        Set<String> changing = new TreeSet<>();
        for (Class<?> bean : ManagementFactory.getPlatformManagementInterfaces()) {
            if (!bean.getName()
                    .startsWith("jdk.management.jfr")) { // which records, and is asked for by what only records
                Arrays.stream(bean.getMethods())
                        .filter(method -> method.getReturnType().equals(void.class)
                                || CHANGES.matcher(method.getName()).matches())
                        .forEach(method -> changing.add(method.getName()));
            }
        }

        assertThat(changing).contains("setVMOption", "setThreadCpuTimeEnabled", "gc");
        assertThat(changing.stream()
                        .filter(method -> !looked.contains(method)
                                && !DONE_AT_ONCE.matcher(method).matches()))
                .isEmpty();
    }

    @Test
    void everyMethodThatIsLookedForIsThere() throws ClassNotFoundException {
        for (Trigger trigger : triggers()) {
            Set<String> methods = new HashSet<>();
            for (String type : trigger.classes()) {
                Arrays.stream(Class.forName(type, false, ClassLoader.getPlatformClassLoader())
                                .getMethods())
                        .forEach(method -> methods.add(method.getName()));
            }
            assertThat(methods).as("%s", trigger.classes()).containsAll(trigger.methods());
        }
    }

    @Test
    void namesOfMethodsAreLookedForWithoutTheirTriggers() {
        Set<String> methods = new TreeSet<>();
        triggers().forEach(trigger -> methods.addAll(trigger.methods()));

        assertThat(JobGlobals.METHODS).containsExactlyInAnyOrderElementsOf(methods);
    }

    private static Set<String> changing() throws IOException {
        Set<String> changing = new TreeSet<>();
        for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
            if (module.descriptor().name().startsWith("java.")) {
                collect(module, changing);
            }
        }
        return changing;
    }

    private static void collect(ModuleReference module, Set<String> changing) throws IOException {
        Set<String> exported = new HashSet<>();
        for (ModuleDescriptor.Exports exports : module.descriptor().exports()) {
            if (!exports.isQualified()) {
                exported.add(exports.source().replace('.', '/'));
            }
        }
        try (ModuleReader reader = module.open();
                Stream<String> files = reader.list()) {
            for (String file : files.filter(name -> isIn(name, exported)).toList()) {
                try (InputStream content = reader.open(file).orElseThrow()) {
                    collect(
                            ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG)
                                    .parse(content.readAllBytes()),
                            changing);
                }
            }
        }
    }

    private static boolean isIn(String file, Set<String> packages) {
        int slash = file.lastIndexOf('/');
        return slash > 0 && file.endsWith(".class") && packages.contains(file.substring(0, slash));
    }

    private static void collect(ClassModel type, Set<String> changing) {
        if (!type.flags().has(AccessFlag.PUBLIC)) {
            return;
        }
        String name = type.thisClass().asInternalName().replace('/', '.').replace('$', '.');
        for (MethodModel method : type.methods()) {
            boolean callable = method.flags().has(AccessFlag.STATIC)
                    && (method.flags().has(AccessFlag.PUBLIC) || method.flags().has(AccessFlag.PROTECTED))
                    && !method.flags().has(AccessFlag.SYNTHETIC);
            String called = method.methodName().stringValue();
            boolean isVoid = method.methodType().stringValue().endsWith(")V");
            if (callable
                    && !called.equals("<clinit>")
                    && (isVoid || CHANGES.matcher(called).matches())) {
                changing.add(name + "." + called);
            }
        }
    }
}
