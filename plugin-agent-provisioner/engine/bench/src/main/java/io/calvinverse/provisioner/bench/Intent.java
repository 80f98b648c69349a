package io.calvinverse.provisioner.bench;

import io.calvinverse.provisioner.fleet.Demand;
import io.calvinverse.provisioner.journal.FileJournal;
import io.calvinverse.provisioner.journal.Journal;
import io.calvinverse.provisioner.journal.Ledger;
import io.calvinverse.provisioner.loop.FleetListener;
import io.calvinverse.provisioner.loop.Loop;
import io.calvinverse.provisioner.loop.Pace;
import io.calvinverse.provisioner.loop.Ports;
import io.calvinverse.provisioner.loop.Reconciler;
import io.calvinverse.provisioner.loop.SteadyClock;
import io.calvinverse.provisioner.loop.Workload;
import io.calvinverse.provisioner.machine.MachineNames;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order;
import io.calvinverse.provisioner.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A fleet of real parts but for its provider, which notes when it was asked. */
final class Intent implements Provider, Workload, AutoCloseable {
    private final Path directory;
    private final int labels;
    private final int items;
    private final ExecutorService executor = Executors.newFixedThreadPool(16);
    /** By label, when each build came and was not served yet; and how many came in all. */
    private final Map<String, Queue<Long>> waiting = new ConcurrentHashMap<>();

    private final Map<String, AtomicInteger> came = new ConcurrentHashMap<>();
    private final Map<String, Instance> there = new ConcurrentHashMap<>();
    private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
    private final CountDownLatch left;
    private final Loop loop;

    Intent(Path directory, int labels, int items) throws IOException {
        this.directory = directory;
        this.labels = labels;
        this.items = items;
        this.left = new CountDownLatch(items);
        for (int i = 0; i < labels; i++) {
            waiting.put("t" + i, new ConcurrentLinkedQueue<>());
            came.put("t" + i, new AtomicInteger());
        }
        Journal journal = FileJournal.open(directory);
        Ports ports = new Ports(
                new SteadyClock(InstantSource.system(), System::nanoTime, Instant.EPOCH),
                executor,
                executor,
                new MachineNames(new SecureRandom()),
                new Nothing(Map.of(), new Ledger()),
                this,
                id -> this,
                new FleetListener() {});
        this.loop = new Loop(
                new Reconciler(Crowd.spec(labels, items), journal, ports, Pace.DEFAULT),
                task -> new Thread(task, "loop"));
    }

    /** Lets the builds come, that long apart, and tells how long each one waited. */
    double[] measure(long pauseNanos) throws InterruptedException {
        long next = System.nanoTime();
        for (int i = 0; i < items; i++) {
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            next += pauseNanos;
            String template = "t" + i % labels;
            waiting.get(template).add(System.nanoTime());
            came.get(template).incrementAndGet();
            loop.wake();
        }
        left.await();
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public List<Demand> observe() {
        List<Demand> demand = new ArrayList<>();
        came.forEach((template, count) -> {
            if (count.get() > 0) {
                demand.add(new Demand(template, List.of(template), count.get()));
            }
        });
        return demand;
    }

    @Override
    public String id() {
        return Crowd.PROVIDER;
    }

    @Override
    public void create(Order order) {
        long now = System.nanoTime();
        Long since = waiting.get(order.template()).poll();
        there.put(
                order.name(), new Instance(order.name(), order.owner(), order.template(), Instance.State.RUNNING, ""));
        if (since != null) {
            millis.add((now - since) / 1e6);
            left.countDown();
        }
    }

    @Override
    public List<Instance> list() {
        return List.copyOf(there.values());
    }

    @Override
    public void destroy(String name) {
        there.remove(name);
    }

    @Override
    public String console(String name, int limit) {
        return "";
    }

    @Override
    public Probe probe() {
        return new Probe(true, "");
    }

    @Override
    public void close() throws IOException {
        loop.close();
        executor.shutdownNow();
        for (String name : List.of("journal", "lock")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.delete(directory);
    }
}
