package io.calvinverse.environments.configuration.simulation;

import static io.calvinverse.environments.configuration.simulation.Witness.check;

import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Ledger;
import io.calvinverse.environments.configuration.ledger.Look;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.publish.Status;
import io.calvinverse.environments.configuration.release.Item;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.release.Version;
import io.calvinverse.environments.configuration.store.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/** A world from a seed: some writers and another hand, all at once; then silence, in which everything must come right. */
final class Simulation {
    private final Executor threads;

    Simulation(Executor threads) {
        this.threads = threads;
    }

    /** @throws AssertionError when something is not as it must be */
    World play(long seed, boolean telling) {
        World world = new World(seed, threads, telling);
        try {
            List<Release> releases = releases(world);
            List<Runnable> all = new ArrayList<>();
            for (int i = world.dice.between(1, 3); i > 0; i--) {
                all.add(new Writer(world, "writer " + i, releases));
            }
            int edits = world.dice.chance(0.5) ? 0 : world.dice.between(1, 4);
            all.add(() -> {
                for (int i = 0; i < edits; i++) {
                    world.turns.sleep(Duration.ofMillis(world.dice.between(1, 8_000)));
                    world.meddle();
                }
            });
            world.turns.play(all);
            settle(world);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + String.join("\n", world.story), e);
        }
        return world;
    }

    private static List<Release> releases(World world) {
        List<Release> releases = new ArrayList<>();
        for (int version = 1; version <= 4; version++) {
            releases.add(release(world, version + ".0.0"));
        }
        releases.add(release(world, "3.0.0"));
        return releases;
    }

    private static Release release(World world, String version) {
        List<Item> items = new ArrayList<>();
        for (String key : World.KEYS) {
            if (world.dice.chance(0.7)) {
                items.add(new Item(key, world.value(), "test"));
            }
        }
        items.add(new Item("config/always", Content.of(version), "test"));
        return new Release(Version.of(version), "c0ffee", "tester", items);
    }

    /** No more faults; what was on its way arrives; somebody looks, publishes, and goes back and forth. */
    private static void settle(World world) throws Exception {
        world.faults = Faults.NONE;
        world.arriveAll();
        Releases client = new Writer(world, "the last", List.of()).client();
        Look look = world.witness.look();
        Status status = client.status();
        check((look.pending() == null) == (status.pending() == null), "the status is silent about a pending act");
        if (status.pending() != null && world.dice.chance(0.6)) {
            client.recover(world.dice.chance(0.5), "the last");
            check(client.status().pending() == null, "recovery leaves a pending act");
        }
        Release end = release(world, "9.0.0");
        client.publish(client.plan(end, Set.of()), Consent.OVERWRITE, "the last");
        Map<String, Content> published = client.read("config/");
        for (Item item : end.items()) {
            check(item.content().equals(published.get(item.key())), item.key() + " is not as published");
        }
        check(client.status().drift().isEmpty(), "drift after publishing");
        history(client.history());
        kept(world);
        Version earlier = client.history().stream()
                .filter(Done::published)
                .map(done -> done.act().version())
                .filter(version -> !version.equals(end.version()))
                .findFirst()
                .orElse(end.version());
        client.publish(client.planRollback(earlier), Consent.NONE, "the last");
        check(client.status().drift().isEmpty(), "drift after rolling back");
        client.publish(client.planRollback(end.version()), Consent.NONE, "the last");
        check(client.read("config/").equals(published), "back and forth is not where it began");
    }

    /** Each release that is kept can be rolled back to. */
    private static void kept(World world) throws Exception {
        Ledger ledger = new Ledger(world.store, world.settings.layout(), "config/");
        for (Done done : ledger.acts()) {
            if (done.published()) {
                Set<String> digests = Set.copyOf(
                        ledger.manifest(done.act().manifest()).digests().values());
                check(ledger.contents(digests).size() == digests.size(), "a value is gone of " + done);
            }
        }
    }

    /** Newest first. */
    private static void history(List<Done> acts) {
        for (int i = 0; i + 1 < acts.size(); i++) {
            check(
                    acts.get(i).act().sequence() == acts.get(i + 1).act().sequence() + 1,
                    "two acts under one number, or one that is missing");
        }
    }
}
