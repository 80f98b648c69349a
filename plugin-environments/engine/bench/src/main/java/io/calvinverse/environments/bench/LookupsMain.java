package io.calvinverse.environments.bench;

import io.calvinverse.environments.consul.Catalog;
import io.calvinverse.environments.consul.Consistency;
import io.calvinverse.environments.discovery.ServiceName;

/**
 * 1,000 lookups of a service by a pipeline, while the service moves ten times: how many requests real Consul gets, counted by
 * itself. Budget: one per change. Beside it, in the same run, what a lookup by a request each costs.
 */
public final class LookupsMain {

    private static final int LOOKUPS = 1_000;
    private static final int MOVES = 10;
    private static final ServiceName NAME = ServiceName.parse("read.artefacts");

    private LookupsMain() {}

    public static void main(String[] args) throws Exception {
        try (World world = new World()) {
            world.register(8_000);
            world.discovery.find(NAME);
            int before = world.requests();
            long began = System.nanoTime();
            long slowest = 0;
            int moved = 0;
            long looking = 0;
            for (int i = 0; i < LOOKUPS; i++) {
                if (i % (LOOKUPS / MOVES) == 0) {
                    moved++;
                    slowest = Math.max(slowest, move(world, 8_000 + moved));
                }
                long start = System.nanoTime();
                world.discovery.find(NAME);
                looking += System.nanoTime() - start;
            }
            int requests = world.requests() - before;
            System.out.printf(
                    "%n%d lookups while the service moved %d times (%.1f s)%n", LOOKUPS, moved, seconds(began));
            System.out.printf("%-44s %8d requests %10.3f ms%n", "watched", requests, looking / 1e6);
            System.out.printf("%-44s %8s          %10.3f ms%n", "a move is seen after, at most", "", slowest / 1e6);

            int beforeEach = world.requests();
            long each = System.nanoTime();
            for (int i = 0; i < LOOKUPS; i++) {
                world.consul.read(Catalog.instances("artefacts"), Consistency.STALE);
            }
            System.out.printf(
                    "%-44s %8d requests %10.3f ms%n",
                    "a request each", world.requests() - beforeEach, seconds(each) * 1e3);
            if (requests > moved + 1) {
                throw new IllegalStateException("over budget: " + requests + " requests for " + moved + " changes");
            }
        }
    }

    /** Nanoseconds from the answer to the registration until a lookup gives the new port. */
    private static long move(World world, int port) throws Exception {
        world.register(port);
        long start = System.nanoTime();
        while (world.discovery.find(NAME).endpoints().get(0).port() != port) {
            Thread.onSpinWait();
        }
        return System.nanoTime() - start;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
