package dev.kinglet.execute.global;

import dev.kinglet.closure.ClassWatch;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.sql.Driver;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What the classes of one class loader have to do with what is global: what they may change, and what their initialisers have set, which
 * belongs to the classes as their static fields do. Told of each class before its code runs, by whatever thread loads it.
 */
public final class JobGlobals implements ClassWatch {

    private static final String INITIALISER = "<clinit>";

    /** Whatever is put there is gone with the thread alone. */
    private static final Set<String> THREAD_LOCALS =
            Set.of("java/lang/ThreadLocal", "java/lang/InheritableThreadLocal", "java.lang.ThreadLocal");

    /** Methods that make virtual threads, and a class that does. */
    private static final Set<String> VIRTUAL_THREADS = Set.of(
            "newVirtualThreadPerTaskExecutor",
            "ofVirtual",
            "startVirtualThread",
            "java/util/concurrent/StructuredTaskScope");

    private static final String JDBC_DRIVERS = "java/sql/DriverManager";

    /**
     * Names of all methods that triggers know: most class files have none of them, and are looked at no further. Here again, for a cold
     * worker would wait for the triggers.
     */
    static final Set<String> METHODS = Set.of(
            "addHandler",
            "addNotificationListener",
            "addProvider",
            "clearAssertionStatus",
            "clearProperty",
            "createMBean",
            "createMBeanServer",
            "createRegistry",
            "deregisterAll",
            "deregisterServiceProvider",
            "exportObject",
            "getProperties",
            "insertProviderAt",
            "readConfiguration",
            "registerApplicationClasspathSpis",
            "registerEditor",
            "registerMBean",
            "registerProvider",
            "registerService",
            "registerServiceProvider",
            "registerServiceProviders",
            "releaseMBeanServer",
            "removeHandler",
            "removeProvider",
            "reset",
            "setAttribute",
            "setAttributes",
            "setBeanInfoSearchPath",
            "setCacheDirectory",
            "setClassAssertionStatus",
            "setCollectionUsageThreshold",
            "setConfiguration",
            "setContentHandlerFactory",
            "setDatagramSocketImplFactory",
            "setDefault",
            "setDefaultAllowUserInteraction",
            "setDefaultAssertionStatus",
            "setDefaultHostnameVerifier",
            "setDefaultSSLSocketFactory",
            "setDefaultStream",
            "setDefaultUncaughtExceptionHandler",
            "setDefaultUseCaches",
            "setDesignTime",
            "setEditorSearchPath",
            "setErr",
            "setFailureHandler",
            "setFileNameMap",
            "setFilter",
            "setFollowRedirects",
            "setFormatter",
            "setGuiAvailable",
            "setIn",
            "setInitialContextFactoryBuilder",
            "setJNDIContext",
            "setLevel",
            "setLog",
            "setLogStream",
            "setLogWriter",
            "setLogger",
            "setLoggerLevel",
            "setLoginTimeout",
            "setObjectFactoryBuilder",
            "setOrdering",
            "setOut",
            "setPackageAssertionStatus",
            "setParallelism",
            "setProperties",
            "setProperty",
            "setSerialFilter",
            "setSerialFilterFactory",
            "setSocketFactory",
            "setSocketImplFactory",
            "setThreadAllocatedMemoryEnabled",
            "setThreadContentionMonitoringEnabled",
            "setThreadCpuTimeEnabled",
            "setURLStreamHandlerFactory",
            "setUsageThreshold",
            "setUseCache",
            "setUseParentHandlers",
            "setVMOption",
            "setVerbose",
            "unregisterMBean",
            "unregisterProvider",
            "unsetOrdering",
            "updateConfiguration");

    private final GlobalState state;

    /** What the initialisers of these classes have set. Confined to the thread of the calls. */
    final Map<Kept<?>, Object> own = new HashMap<>();

    /** What initialisers of classes that were loaded since the last call's end may set. Guarded by this. */
    private final Set<Kept<?>> initialised = new HashSet<>();

    private volatile boolean hasInitialised;

    private volatile boolean usesThreadLocals;

    private volatile boolean usesVirtualThreads;

    private volatile boolean hasDrivers;

    JobGlobals(GlobalState state) {
        this.state = state;
    }

    /** Whether a call needs a thread of its own, since a thread-local may be left in it. */
    public boolean needsOwnThread() {
        return usesThreadLocals;
    }

    /** Whether a call may leave virtual threads. */
    boolean usesVirtualThreads() {
        return usesVirtualThreads;
    }

    /** Whether initialisers of these classes have set something global. */
    public boolean hasOwn() {
        return !own.isEmpty();
    }

    @Override
    public void loading(ClassLoader loader, Collection<String> texts, byte[] classFile) {
        boolean mentions = false;
        boolean mentionsDrivers = false;
        for (String text : texts) {
            mentionsDrivers |= text.equals(JDBC_DRIVERS);
            mentions |= METHODS.contains(text);
            usesThreadLocals |= THREAD_LOCALS.contains(text);
            usesVirtualThreads |= VIRTUAL_THREADS.contains(text);
        }
        if (mentions && state.isOfAProcess()) {
            loading(new HashSet<>(texts), classFile);
        }
        if (mentionsDrivers && !hasDrivers) {
            hasDrivers = true;
            registerDrivers(loader);
        }
    }

    /** JDBC looks for its drivers once in a JVM's life, and gives a class only those that its own class loader has. */
    private static void registerDrivers(ClassLoader loader) {
        Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
        while (true) {
            try {
                if (!drivers.hasNext()) {
                    return;
                }
                drivers.next(); // whose initialiser registers it
            } catch (ServiceConfigurationError | LinkageError e) {
                // As JDBC itself has it, which goes on to the next.
                System.getLogger(JobGlobals.class.getName())
                        .log(System.Logger.Level.DEBUG, "a JDBC driver of the job cannot be loaded", e);
            }
        }
    }

    private synchronized void loading(Set<String> texts, byte[] classFile) {
        Set<String> called = texts.contains(INITIALISER) ? calledByInitialiser(classFile) : Set.of();
        state.mentionedBy(texts, (kept, methods) -> {
            if (methods.stream().anyMatch(called::contains)) {
                initialised.add(kept);
                hasInitialised = true;
            }
        });
    }

    private static Set<String> calledByInitialiser(byte[] classFile) {
        Set<String> called = new HashSet<>();
        ClassModel model = ClassFile.of().parse(classFile);
        model.methods().stream()
                .filter(method -> method.methodName().equalsString(INITIALISER))
                .flatMap(method -> method.code().stream())
                .forEach(code -> code.forEach(element -> {
                    if (element instanceof InvokeInstruction call) {
                        called.add(call.name().stringValue());
                    }
                }));
        return called;
    }

    /** What initialisers may have set since this was last asked. */
    Set<Kept<?>> takeInitialised() {
        if (!hasInitialised) {
            return Set.of();
        }
        synchronized (this) {
            Set<Kept<?>> taken = new HashSet<>(initialised);
            initialised.clear();
            hasInitialised = false;
            return taken;
        }
    }
}
