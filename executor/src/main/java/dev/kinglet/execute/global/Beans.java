package dev.kinglet.execute.global;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/** What is registered with the platform's MBean server, and the other servers. */
final class Beans implements Global<Beans.State> {

    record State(List<MBeanServer> servers, Set<ObjectName> names) {}

    @Override
    public State now() {
        Set<ObjectName> names = ManagementFactory.getPlatformMBeanServer().queryNames(null, null);
        return new State(List.copyOf(MBeanServerFactory.findMBeanServer(null)), names);
    }

    @Override
    public boolean is(State state) {
        return now().equals(state);
    }

    @Override
    public boolean set(State state) {
        State now = now();
        Set<ObjectName> added = new HashSet<>(now.names());
        added.removeAll(state.names());
        try {
            for (ObjectName name : added) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            }
            for (MBeanServer server : now.servers()) {
                if (!state.servers().contains(server)) {
                    MBeanServerFactory.releaseMBeanServer(server);
                }
            }
        } catch (JMException | RuntimeException e) {
            return false;
        }
        return is(state);
    }
}
