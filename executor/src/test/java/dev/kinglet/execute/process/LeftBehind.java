package dev.kinglet.execute.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kinglet.CallContext;
import dev.kinglet.RemoteFunction;
import java.beans.PropertyEditorManager;
import java.beans.PropertyEditorSupport;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.MXBean;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Functions that leave something behind in the JVM. Apart from the tests, whose libraries would have to be shipped with them. */
final class LeftBehind {

    static final String LOOK = "look";
    static final String LEAVE = "leave";

    private LeftBehind() {}

    /** Each in a class of its own: what a worker looks after depends on the classes that it loads. */
    abstract static class Leaving implements RemoteFunction<String, String> {
        @Override
        public String apply(String what) throws Exception {
            if (what.equals(LEAVE)) {
                leave();
            }
            return String.valueOf(look());
        }

        abstract void leave() throws Exception;

        abstract @Nullable Object look() throws Exception;
    }

    private static final class Zone extends Leaving {
        @Override
        void leave() {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        }

        @Override
        Object look() {
            return TimeZone.getDefault().getID();
        }
    }

    private static final class ZoneByReflection extends Leaving {
        @Override
        void leave() throws Exception {
            Class.forName("java.util.TimeZone")
                    .getMethod("setDefault", Class.forName("java.util.TimeZone"))
                    .invoke(null, TimeZone.getTimeZone("Asia/Tokyo"));
        }

        @Override
        Object look() {
            return java.time.ZoneId.systemDefault();
        }
    }

    static final class Locales extends Leaving {
        @Override
        void leave() {
            Locale.setDefault(Locale.Category.FORMAT, Locale.FRANCE);
        }

        @Override
        Object look() {
            return "%.1f".formatted(1.5) + Locale.getDefault();
        }
    }

    private static final class Property extends Leaving {
        @Override
        void leave() {
            System.setProperty("left.behind", "x");
        }

        @Override
        @Nullable
        Object look() {
            return System.getProperty("left.behind");
        }
    }

    private static final class PropertyByAView extends Leaving {
        @Override
        void leave() {
            System.getProperties().entrySet().removeIf(entry -> entry.getKey().equals("java.vendor"));
        }

        @Override
        @Nullable
        Object look() {
            return System.getProperty("java.vendor");
        }
    }

    private static final class AllProperties extends Leaving {
        @Override
        void leave() {
            System.setProperties(new Properties());
        }

        @Override
        @Nullable
        Object look() {
            return System.getProperty("java.version");
        }
    }

    private static final class Streams extends Leaving {
        @Override
        void leave() {
            System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
        }

        @Override
        Object look() {
            return System.out.equals(System.err);
        }
    }

    /** As code does that closes a writer, or a scanner, around them. */
    private static final class ClosedStreams extends Leaving {
        @Override
        void leave() throws Exception {
            new PrintWriter(System.out, true, UTF_8).close();
            System.err.close();
            System.in.close();
        }

        @Override
        Object look() throws Exception {
            return "" + System.out.checkError() + System.err.checkError() + System.in.read();
        }
    }

    private static final class ClosedStore extends Leaving {
        @Override
        void leave() {
            CallContext.current().store().close();
        }

        @Override
        Object look() {
            return CallContext.current().store().head("nothing");
        }
    }

    /** A function can reach its class loader, too. */
    private static final class ClosedLoader extends Leaving {
        private static final class OfClosedLoader {
            @Override
            public String toString() {
                return "late";
            }
        }

        @Override
        void leave() throws Exception {
            ((Closeable) Thread.currentThread().getContextClassLoader()).close();
        }

        @Override
        Object look() {
            return new OfClosedLoader();
        }
    }

    private static final class Management extends Leaving {
        @Override
        void leave() {
            ManagementFactory.getThreadMXBean().setThreadCpuTimeEnabled(false);
            ManagementFactory.getMemoryMXBean().setVerbose(true);
            ManagementFactory.getMemoryPoolMXBeans().getFirst().setUsageThreshold(100_000);
        }

        @Override
        Object look() {
            return "" + ManagementFactory.getThreadMXBean().isThreadCpuTimeEnabled()
                    + ManagementFactory.getMemoryMXBean().isVerbose()
                    + ManagementFactory.getMemoryPoolMXBeans().getFirst().getUsageThreshold();
        }
    }

    @SuppressWarnings({"ThreadPriorityCheck", "ReferenceEquality"}) // what it looks at is itself alone
    private static final class OfTheThread extends Leaving {
        @Override
        void leave() {
            Thread thread = Thread.currentThread();
            thread.setName("x");
            thread.getThreadGroup().setMaxPriority(Thread.MIN_PRIORITY + 1);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.setContextClassLoader(null);
            thread.setUncaughtExceptionHandler((of, thrown) -> {});
            Thread.setDefaultUncaughtExceptionHandler((of, thrown) -> {});
            thread.interrupt();
        }

        @Override
        Object look() {
            Thread thread = Thread.currentThread();
            return thread.getName()
                    + thread.getPriority()
                    + thread.getThreadGroup().getMaxPriority()
                    + thread.isInterrupted()
                    + (thread.getContextClassLoader() == getClass().getClassLoader())
                    + (thread.getUncaughtExceptionHandler() == thread.getThreadGroup())
                    + Thread.getDefaultUncaughtExceptionHandler();
        }
    }

    private static final class ThreadLocals extends Leaving {
        private static final ThreadLocal<String> LOCAL = ThreadLocal.withInitial(() -> "initial");
        private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

        @Override
        void leave() {
            LOCAL.set("x");
            INHERITED.set("x");
        }

        @Override
        Object look() {
            return LOCAL.get() + INHERITED.get() + Thread.currentThread().getName();
        }
    }

    private static final class Network extends Leaving {
        @Override
        void leave() {
            HttpURLConnection.setFollowRedirects(false);
            Authenticator.setDefault(new Authenticator() {});
            CookieHandler.setDefault(new CookieManager());
            ProxySelector.setDefault(null);
        }

        @Override
        Object look() {
            return "" + HttpURLConnection.getFollowRedirects() + Authenticator.getDefault() + CookieHandler.getDefault()
                    + (ProxySelector.getDefault() == null);
        }
    }

    private static final class OnceOnly extends Leaving {
        @Override
        void leave() {
            URL.setURLStreamHandlerFactory(protocol -> null);
        }

        @Override
        Object look() {
            try {
                URL.setURLStreamHandlerFactory(null);
                return "not set";
            } catch (Error e) {
                return "set";
            }
        }
    }

    private static final class SecurityProperties extends Leaving {
        @Override
        void leave() {
            Security.removeProvider(Security.getProviders()[3].getName());
            Security.setProperty("networkaddress.cache.ttl", "77");
        }

        @Override
        Object look() {
            return List.of(Security.getProviders()) + Security.getProperty("networkaddress.cache.ttl");
        }
    }

    private static final class Logging extends Leaving {
        @Override
        void leave() {
            Logger.getLogger("").setLevel(Level.ALL);
            Logger.getLogger("").removeHandler(Logger.getLogger("").getHandlers()[0]);
            Logger.getLogger("x").setUseParentHandlers(false);
        }

        @Override
        Object look() {
            return "" + Logger.getLogger("").getLevel() + Logger.getLogger("").getHandlers().length
                    + Logger.getLogger("x").getUseParentHandlers();
        }
    }

    /** What {@link Beans} registers. */
    @MXBean
    public interface Nothing {}

    private static final class Beans extends Leaving {
        private static final class Bean implements Nothing {}

        @Override
        void leave() throws Exception {
            ManagementFactory.getPlatformMBeanServer().registerMBean(new Bean(), new ObjectName("x:type=y"));
        }

        @Override
        Object look() throws Exception {
            return ManagementFactory.getPlatformMBeanServer().isRegistered(new ObjectName("x:type=y"));
        }
    }

    private static Object threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name));
    }

    private static final class AVirtualThread extends Leaving {
        @Override
        void leave() {
            Thread.startVirtualThread(() -> {
                while (true) {
                    LockSupport.parkNanos(1_000_000);
                }
            });
        }

        @Override
        Object look() {
            return "";
        }
    }

    private static final class ARunningThread extends Leaving {
        @Override
        void leave() {
            Thread.ofPlatform().daemon().name("goes on").start(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            });
        }

        @Override
        Object look() {
            return threads("goes on");
        }
    }

    private static final class ATimer extends Leaving {
        @Override
        void leave() {
            new Timer("timer", true)
                    .schedule(
                            new TimerTask() {
                                @Override
                                public void run() {}
                            },
                            1_000_000);
        }

        @Override
        Object look() {
            return threads("timer");
        }
    }

    private static final class ATaskOfTheCommonPool extends Leaving {
        @Override
        void leave() {
            var _ = CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.HOURS));
        }

        @Override
        Object look() {
            return ForkJoinPool.commonPool().getDelayedTaskCount();
        }
    }

    /** What initialisers set belongs to the class, as its static fields do. */
    static final class Initialised extends Leaving {
        static {
            Locale.setDefault(Locale.CANADA);
            System.setProperty("initialised", "y");
        }

        @Override
        void leave() {
            Locale.setDefault(Locale.CHINA);
        }

        @Override
        Object look() {
            return Locale.getDefault() + System.getProperty("initialised");
        }
    }

    private static final class InitialisedLate extends Leaving {
        private static final class Late {
            static {
                Locale.setDefault(Locale.CANADA);
            }

            static void touch() {}
        }

        @Override
        void leave() {
            Locale.setDefault(Locale.CHINA);
        }

        @Override
        Object look() {
            Late.touch();
            return Locale.getDefault();
        }
    }

    /** Sleeps in a virtual thread, and waits with a time limit: the JVM keeps threads of its own for both. */
    static final class Delays implements RemoteFunction<String, Long> {
        @Override
        public Long apply(String input) throws Exception {
            Thread.ofVirtual().start(() -> LockSupport.parkNanos(1_000_000)).join();
            CompletableFuture.supplyAsync(() -> input)
                    .orTimeout(1, TimeUnit.HOURS)
                    .join();
            return ProcessHandle.current().pid();
        }
    }

    /** Which process it is. */
    static final class Pid implements RemoteFunction<String, Long> {
        @Override
        public Long apply(String what) {
            return ProcessHandle.current().pid();
        }
    }

    /** A pool in a static field is a cache, whose threads wait. */
    static final class IdlePool implements RemoteFunction<String, Long> {
        private static final ExecutorService POOL = Executors.newFixedThreadPool(2);

        @Override
        public Long apply(String what) throws Exception {
            return POOL.submit(() -> ProcessHandle.current().pid()).get();
        }
    }

    /** So are a scheduler that has nothing to do, and the JDK's HTTP client. */
    static final class IdleScheduler implements RemoteFunction<String, Long> {
        private static final ScheduledExecutorService POOL = Executors.newScheduledThreadPool(2);

        @Override
        public Long apply(String what) throws Exception {
            return POOL.schedule(() -> ProcessHandle.current().pid(), 1, TimeUnit.MILLISECONDS)
                    .get();
        }
    }

    static final class AnHttpClient implements RemoteFunction<String, Long> {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        @Override
        public Long apply(String what) throws Exception {
            HttpRequest nobody =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build();
            try {
                CLIENT.send(nobody, HttpResponse.BodyHandlers.discarding());
            } catch (IOException e) {
                return ProcessHandle.current().pid();
            }
            throw new AssertionError("there is a server");
        }
    }

    /** Nobody can tell whether it has registered anything: it counts as having done so. */
    static final class AnEditor extends Leaving {
        /** Of itself. */
        public static final class Editor extends PropertyEditorSupport {}

        @Override
        void leave() {
            PropertyEditorManager.registerEditor(AnEditor.class, Editor.class);
        }

        @Override
        Object look() {
            return PropertyEditorManager.findEditor(AnEditor.class) == null;
        }
    }

    static final List<Leaving> PUT_BACK = List.of(
            new Zone(),
            new ZoneByReflection(),
            new Locales(),
            new Property(),
            new Streams(),
            new ClosedStreams(),
            new ClosedStore(),
            new ClosedLoader(),
            new Management(),
            new OfTheThread(),
            new ThreadLocals(),
            new Network(),
            new Logging(),
            new Beans(),
            new Initialised(),
            new InitialisedLate());

    static final List<Leaving> LAST = List.of(
            new PropertyByAView(),
            new AllProperties(),
            new OnceOnly(),
            new SecurityProperties(),
            new ARunningThread(),
            new AVirtualThread(),
            new ATimer(),
            new ATaskOfTheCommonPool());
}
