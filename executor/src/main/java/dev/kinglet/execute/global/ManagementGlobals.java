package dev.kinglet.execute.global;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayList;
import java.util.List;

/** What of the JVM itself can be changed by its management beans: a test compares the list with the interfaces that the JDK has. */
final class ManagementGlobals {

    /** Looked at from when a class is loaded that mentions it. */
    static final List<Trigger> MENTIONED = List.of(
            new Trigger(
                    List.of("java.lang.management.ThreadMXBean", "com.sun.management.ThreadMXBean"),
                    List.of(
                            "setThreadCpuTimeEnabled",
                            "setThreadContentionMonitoringEnabled",
                            "setThreadAllocatedMemoryEnabled"),
                    ManagementGlobals::threads),
            new Trigger(
                    List.of("java.lang.management.MemoryMXBean", "java.lang.management.ClassLoadingMXBean"),
                    List.of("setVerbose"),
                    ManagementGlobals::verbosity),
            new Trigger(
                    List.of("java.lang.management.MemoryPoolMXBean"),
                    List.of("setUsageThreshold", "setCollectionUsageThreshold"),
                    () -> new Value<>(ManagementGlobals::thresholds, ManagementGlobals::setThresholds)),
            // To ask for all options takes the JVM a second.
            new Trigger(List.of("com.sun.management.HotSpotDiagnosticMXBean"), List.of("setVMOption"), Unseen::new),
            new Trigger(
                    List.of(
                            "javax.management.MBeanServer",
                            "javax.management.MBeanServerConnection",
                            "javax.management.NotificationBroadcaster",
                            "javax.management.NotificationEmitter"),
                    List.of("addNotificationListener", "setAttribute", "setAttributes"),
                    Unseen::new));

    private ManagementGlobals() {}

    private static Global<List<Boolean>> threads() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return new Value<>(
                () -> List.of(
                        threads.isThreadCpuTimeEnabled(),
                        threads.isThreadContentionMonitoringEnabled(),
                        threads.isThreadAllocatedMemoryEnabled()),
                state -> {
                    threads.setThreadCpuTimeEnabled(state.get(0));
                    threads.setThreadContentionMonitoringEnabled(state.get(1));
                    threads.setThreadAllocatedMemoryEnabled(state.get(2));
                });
    }

    private static Global<List<Boolean>> verbosity() {
        var memory = ManagementFactory.getMemoryMXBean();
        var loading = ManagementFactory.getClassLoadingMXBean();
        return new Value<>(() -> List.of(memory.isVerbose(), loading.isVerbose()), state -> {
            memory.setVerbose(state.get(0));
            loading.setVerbose(state.get(1));
        });
    }

    private static List<Long> thresholds() {
        List<Long> all = new ArrayList<>();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            all.add(pool.isUsageThresholdSupported() ? pool.getUsageThreshold() : 0);
            all.add(pool.isCollectionUsageThresholdSupported() ? pool.getCollectionUsageThreshold() : 0);
        }
        return all;
    }

    private static void setThresholds(List<Long> state) {
        int next = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            long used = state.get(next++);
            long afterCollection = state.get(next++);
            if (pool.isUsageThresholdSupported()) {
                pool.setUsageThreshold(used);
            }
            if (pool.isCollectionUsageThresholdSupported()) {
                pool.setCollectionUsageThreshold(afterCollection);
            }
        }
    }
}
