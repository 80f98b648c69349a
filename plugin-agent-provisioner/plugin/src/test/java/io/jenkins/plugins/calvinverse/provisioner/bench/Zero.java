package io.jenkins.plugins.calvinverse.provisioner.bench;

import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import io.jenkins.plugins.calvinverse.provisioner.LocalAgent;
import io.jenkins.plugins.calvinverse.provisioner.provider.AgentProvider;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jvnet.hudson.test.TestExtension;

/** A provider that takes no time and notes when it was asked. Its agents connect at once, or never. */
public class Zero extends AgentProvider {
    static final Place PLACE = new Place();

    @Override
    public Provider provider() {
        return PLACE;
    }

    @Override
    public String remoteFs(String machine) {
        return System.getProperty("java.io.tmpdir");
    }

    /** Where its machines are. */
    static final class Place implements Provider {
        final Map<String, Order> machines = new ConcurrentHashMap<>();
        /** Times of the requests by template. */
        final Map<String, Queue<Long>> asked = new ConcurrentHashMap<>();

        volatile boolean connects;

        void clear(boolean agentsConnect) {
            machines.clear();
            asked.clear();
            connects = agentsConnect;
        }

        @Override
        public String id() {
            return "zero";
        }

        @Override
        public void create(Order order) {
            long now = System.nanoTime();
            asked.computeIfAbsent(order.template(), t -> new ConcurrentLinkedQueue<>())
                    .add(now);
            machines.put(order.name(), order);
            if (connects) {
                LocalAgent.connectSoon(order.name());
            }
        }

        @Override
        public List<Instance> list() {
            return machines.values().stream()
                    .map(o -> new Instance(o.name(), o.owner(), o.template(), Instance.State.RUNNING, ""))
                    .toList();
        }

        @Override
        public void destroy(String name) {
            machines.remove(name);
        }

        @Override
        public String console(String name, int limit) {
            return "";
        }

        @Override
        public Probe probe() {
            return new Probe(true, "takes no time");
        }
    }

    @TestExtension
    public static class DescriptorImpl extends AgentProviderDescriptor {
        @Override
        public String getDisplayName() {
            return "Takes no time";
        }
    }
}
