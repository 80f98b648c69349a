package io.jenkins.plugins.calvinverse.provisioner;

import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Machines that are entries of a map. Their agents do not connect, or do from within this process. */
final class StubPlace implements Provider {
    private static final Map<String, StubPlace> PLACES = new ConcurrentHashMap<>();

    final Map<String, Order> machines = new ConcurrentHashMap<>();
    final AtomicInteger created = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    /** Thrown by every creation while it is not null. */
    volatile ProviderException refusal;
    /** Destructions wait for it. */
    volatile CountDownLatch destroys = new CountDownLatch(0);
    /** Whether agents connect. */
    volatile boolean connects;

    private final String id;

    private StubPlace(String id) {
        this.id = id;
    }

    /** A place of that name without machines. */
    static StubPlace fresh(String name) {
        PLACES.remove(name);
        return of(name);
    }

    static StubPlace of(String name) {
        return PLACES.computeIfAbsent(name, n -> new StubPlace("stub:" + n));
    }

    /** The machines of all places, by place; places without any are left out. */
    static Map<String, Set<String>> left() {
        Map<String, Set<String>> left = new TreeMap<>();
        PLACES.forEach((name, place) -> left.put(name, Set.copyOf(place.machines.keySet())));
        left.values().removeIf(Set::isEmpty);
        return left;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void create(Order order) throws ProviderException {
        if (refusal != null) {
            throw refusal;
        }
        if (machines.putIfAbsent(order.name(), order) == null) {
            created.incrementAndGet();
            most.accumulateAndGet(machines.size(), Math::max);
            if (connects) {
                LocalAgent.connectSoon(order.name());
            }
        }
    }

    @Override
    public List<Instance> list() {
        return machines.values().stream()
                .map(o -> new Instance(o.name(), o.owner(), o.template(), Instance.State.RUNNING, "", o.name(), ""))
                .toList();
    }

    @Override
    public void destroy(String name) throws InterruptedException {
        destroys.await();
        machines.remove(name);
    }

    @Override
    public String console(String name, int limit) {
        return "console of " + name;
    }

    @Override
    public Probe probe() {
        return new Probe(true, "a stub");
    }
}
