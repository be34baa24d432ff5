package dev.kinglet.execute.global;

import java.io.ObjectInputFilter;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.sql.DriverManager;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.naming.spi.NamingManager;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.security.auth.login.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What of the JDK is global, can be changed by its public methods, and is looked after. The list of methods is the JDK's: a test compares the
 * two. What costs nothing to look at is looked at after each call; the rest only where code was loaded that may change it.
 */
@SuppressWarnings("deprecation") // what should not be called any more is looked after all the same
final class JdkGlobals {

    /** Looked at after each call, whatever was loaded.. */
    static final List<Trigger> ALWAYS = List.of(
            on("java.lang.System", List.of("setIn", "setOut", "setErr"), null),
            on("java.lang.System", List.of("setProperty", "clearProperty", "setProperties", "getProperties"), null),
            on("java.util.Locale", List.of("setDefault"), null),
            on("java.lang.Thread", List.of("setDefaultUncaughtExceptionHandler"), null));

    private static final String HTTPS = "javax.net.ssl.HttpsURLConnection";
    private static final List<String> CONNECTIONS =
            List.of("java.net.URLConnection", "java.net.HttpURLConnection", HTTPS, "java.net.JarURLConnection");
    private static final List<String> HTTP = List.of("java.net.HttpURLConnection", HTTPS);
    private static final List<String> POOLS = List.of("java.util.concurrent.ForkJoinPool");

    /** Looked at from when a class is loaded that mentions it. */
    static final List<Trigger> MENTIONED = List.of(
            on(
                    "java.util.TimeZone",
                    List.of("setDefault"),
                    () -> new Value<>(TimeZone::getDefault, TimeZone::setDefault)),
            on(
                    "java.net.Authenticator",
                    List.of("setDefault"),
                    () -> new Value<@Nullable Authenticator>(Authenticator::getDefault, Authenticator::setDefault)),
            on(
                    "java.net.CookieHandler",
                    List.of("setDefault"),
                    () -> new Value<@Nullable CookieHandler>(CookieHandler::getDefault, CookieHandler::setDefault)),
            on(
                    "java.net.ProxySelector",
                    List.of("setDefault"),
                    () -> new Value<@Nullable ProxySelector>(ProxySelector::getDefault, ProxySelector::setDefault)),
            on(
                    "java.net.ResponseCache",
                    List.of("setDefault"),
                    () -> new Value<@Nullable ResponseCache>(ResponseCache::getDefault, ResponseCache::setDefault)),
            new Trigger(
                    CONNECTIONS,
                    List.of("setFileNameMap"),
                    () -> new Value<>(URLConnection::getFileNameMap, URLConnection::setFileNameMap)),
            new Trigger(
                    CONNECTIONS,
                    List.of("setDefaultAllowUserInteraction"),
                    () -> new Value<>(
                            URLConnection::getDefaultAllowUserInteraction,
                            URLConnection::setDefaultAllowUserInteraction)),
            new Trigger(CONNECTIONS, List.of("setDefaultUseCaches"), UseOfCaches::new),
            new Trigger(
                    CONNECTIONS,
                    List.of("setContentHandlerFactory"),
                    () -> Value.once(() -> URLConnection.setContentHandlerFactory(null))),
            new Trigger(
                    HTTP,
                    List.of("setFollowRedirects"),
                    () -> new Value<>(HttpURLConnection::getFollowRedirects, HttpURLConnection::setFollowRedirects)),
            on(
                    HTTPS,
                    List.of("setDefaultHostnameVerifier"),
                    () -> new Value<>(
                            HttpsURLConnection::getDefaultHostnameVerifier,
                            HttpsURLConnection::setDefaultHostnameVerifier)),
            on(
                    HTTPS,
                    List.of("setDefaultSSLSocketFactory"),
                    () -> new Value<>(
                            HttpsURLConnection::getDefaultSSLSocketFactory,
                            HttpsURLConnection::setDefaultSSLSocketFactory)),
            on(
                    "javax.net.ssl.SSLContext",
                    List.of("setDefault"),
                    () -> new Value<>(JdkGlobals::tls, SSLContext::setDefault)),
            on(
                    "java.net.URL",
                    List.of("setURLStreamHandlerFactory"),
                    () -> Value.once(() -> URL.setURLStreamHandlerFactory(null))),
            on(
                    "java.net.Socket",
                    List.of("setSocketImplFactory"),
                    () -> Value.once(() -> Socket.setSocketImplFactory(null))),
            on(
                    "java.net.ServerSocket",
                    List.of("setSocketFactory"),
                    () -> Value.once(() -> ServerSocket.setSocketFactory(null))),
            on(
                    "java.net.DatagramSocket",
                    List.of("setDatagramSocketImplFactory"),
                    () -> Value.once(() -> DatagramSocket.setDatagramSocketImplFactory(null))),
            on(
                    "java.io.ObjectInputFilter$Config",
                    List.of("setSerialFilter"),
                    () -> new Value<@Nullable ObjectInputFilter>(
                            ObjectInputFilter.Config::getSerialFilter, ObjectInputFilter.Config::setSerialFilter)),
            on(
                    "java.io.ObjectInputFilter$Config",
                    List.of("setSerialFilterFactory"),
                    () -> new Value<>(
                            ObjectInputFilter.Config::getSerialFilterFactory,
                            ObjectInputFilter.Config::setSerialFilterFactory)),
            on(
                    "java.security.Security",
                    List.of("setProperty", "addProvider", "insertProviderAt", "removeProvider"),
                    SecuritySettings::new),
            new Trigger(
                    List.of("java.time.zone.ZoneRulesProvider"),
                    List.of("registerProvider"),
                    () -> new Value<>(() -> Set.copyOf(ZoneId.getAvailableZoneIds()), JdkGlobals::never)),
            new Trigger(
                    POOLS,
                    List.of("setParallelism"),
                    () -> new Value<>(
                            ForkJoinPool::getCommonPoolParallelism, ForkJoinPool.commonPool()::setParallelism)),
            new Trigger(
                    List.of(
                            "java.util.logging.Logger",
                            "java.util.logging.Handler",
                            "java.util.logging.ConsoleHandler",
                            "java.util.logging.LogManager",
                            "java.lang.management.PlatformLoggingMXBean"),
                    List.of(
                            "setLevel",
                            "setLoggerLevel",
                            "addHandler",
                            "removeHandler",
                            "setFilter",
                            "setFormatter",
                            "setUseParentHandlers",
                            "reset",
                            "readConfiguration",
                            "updateConfiguration"),
                    LoggerSettings::new),
            new Trigger(
                    List.of(
                            "java.lang.management.ManagementFactory",
                            "javax.management.MBeanServer",
                            "javax.management.MBeanServerFactory"),
                    List.of(
                            "registerMBean",
                            "createMBean",
                            "createMBeanServer",
                            "unregisterMBean",
                            "releaseMBeanServer"),
                    Beans::new),
            on(
                    "java.sql.DriverManager",
                    List.of("setLoginTimeout"),
                    () -> new Value<>(DriverManager::getLoginTimeout, DriverManager::setLoginTimeout)),
            on(
                    "java.sql.DriverManager",
                    List.of("setLogWriter", "setLogStream"),
                    () -> new Value<>(DriverManager::getLogWriter, DriverManager::setLogWriter)),
            on(
                    "javax.naming.spi.NamingManager",
                    List.of("setInitialContextFactoryBuilder"),
                    () -> new Value<>(NamingManager::hasInitialContextFactoryBuilder, JdkGlobals::never)),
            on(
                    "javax.naming.spi.NamingManager",
                    List.of("setObjectFactoryBuilder"),
                    () -> Value.once(() -> NamingManager.setObjectFactoryBuilder(null))),
            on(
                    "javax.imageio.ImageIO",
                    List.of("setUseCache"),
                    () -> new Value<>(ImageIO::getUseCache, ImageIO::setUseCache)),
            on(
                    "javax.imageio.ImageIO",
                    List.of("setCacheDirectory"),
                    () -> new Value<>(ImageIO::getCacheDirectory, ImageIO::setCacheDirectory)),
            on(
                    "javax.security.auth.login.Configuration",
                    List.of("setConfiguration"),
                    () -> new Value<@Nullable Configuration>(JdkGlobals::logins, Configuration::setConfiguration)),
            new Trigger(
                    List.of("java.beans.Beans", "java.beans.Introspector", "java.beans.PropertyEditorManager"),
                    List.of(
                            "setDesignTime",
                            "setGuiAvailable",
                            "setBeanInfoSearchPath",
                            "registerEditor",
                            "setEditorSearchPath"),
                    Unseen::new),
            on(
                    "java.lang.ClassLoader",
                    List.of(
                            "setDefaultAssertionStatus",
                            "setPackageAssertionStatus",
                            "setClassAssertionStatus",
                            "clearAssertionStatus"),
                    Unseen::new),
            new Trigger(
                    List.of("javax.imageio.spi.IIORegistry", "javax.imageio.spi.ServiceRegistry"),
                    List.of(
                            "registerServiceProvider",
                            "registerServiceProviders",
                            "registerApplicationClasspathSpis",
                            "deregisterServiceProvider",
                            "deregisterAll",
                            "setOrdering",
                            "unsetOrdering"),
                    Unseen::new),
            new Trigger(
                    List.of("javax.print.PrintServiceLookup"),
                    List.of("registerService", "registerServiceProvider"),
                    Unseen::new),
            new Trigger(
                    List.of(
                            "java.rmi.server.RMISocketFactory",
                            "java.rmi.server.RemoteServer",
                            "java.rmi.server.LogStream",
                            "java.rmi.server.UnicastRemoteObject",
                            "java.rmi.registry.LocateRegistry"),
                    List.of(
                            "setSocketFactory",
                            "setFailureHandler",
                            "setLog",
                            "setDefaultStream",
                            "exportObject",
                            "createRegistry"),
                    Unseen::new),
            new Trigger(
                    List.of("javax.sql.rowset.spi.SyncFactory"),
                    List.of("registerProvider", "unregisterProvider", "setLogger", "setJNDIContext"),
                    Unseen::new));

    private JdkGlobals() {}

    private static Trigger on(String type, List<String> methods, @Nullable Supplier<Global<?>> global) {
        return new Trigger(List.of(type), methods, global);
    }

    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no default for TLS", e);
        }
    }

    /** Null where there is no file of one. */
    private static @Nullable Configuration logins() {
        try {
            return Configuration.getConfiguration();
        } catch (SecurityException e) {
            return null;
        }
    }

    private static void never(Object ignored) {
        throw new UnsupportedOperationException("there is no way back");
    }
}
