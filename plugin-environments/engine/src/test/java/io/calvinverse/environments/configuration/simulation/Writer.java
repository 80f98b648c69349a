package io.calvinverse.environments.configuration.simulation;

import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.publish.Consent;
import io.calvinverse.environments.configuration.publish.ReleaseRefusedException;
import io.calvinverse.environments.configuration.publish.Releases;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.store.StoreException;
import java.util.List;
import java.util.Set;

/** Publishes, rolls back and recovers, and begins anew after each death. */
final class Writer implements Runnable {
    private final World world;
    private final String name;
    private final List<Release> releases;
    private String act = "";

    Writer(World world, String name, List<Release> releases) {
        this.world = world;
        this.name = name;
        this.releases = releases;
    }

    @Override
    public void run() {
        for (int jobs = world.dice.between(1, 4); jobs > 0; jobs--) {
            try {
                work(client());
            } catch (Crash e) {
                // Another process takes up the work.
                world.tell(name, () -> "starts anew");
            } catch (StoreException | ConfigurationException e) {
                world.tell(name, () -> e.getClass().getSimpleName() + " " + e.getMessage());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    Releases client() {
        return new Releases(
                new Connection(world, name), world.settings, world.turns, world.turns::sleep, () -> act = world.id());
    }

    private void work(Releases client) throws StoreException, ConfigurationException, InterruptedException {
        Release release = world.dice.pick(releases);
        if (world.dice.chance(0.15)) {
            boolean undo = world.dice.chance(0.5);
            Done done = client.recover(undo, name);
            world.tell(name, () -> "recovered: " + done);
            return;
        }
        Plan plan = world.dice.chance(0.3) ? client.planRollback(release.version()) : client.plan(release, Set.of());
        Consent consent = world.dice.chance(0.4) ? Consent.OVERWRITE : Consent.NONE;
        world.tell(name, () -> plan.target().kind() + " " + release.version() + " " + consent);
        publish(client, plan, consent);
    }

    private void publish(Releases client, Plan plan, Consent consent)
            throws ConfigurationException, InterruptedException {
        try {
            act = "";
            Done done = client.publish(plan, consent, name);
            world.tell(name, () -> "published: " + done);
            Witness.check(
                    done.published()
                            && done.act()
                                    .manifest()
                                    .equals(plan.target().manifest().id()),
                    "it says that something else was published: " + done);
        } catch (ReleaseRefusedException e) {
            for (Done done : world.witness.acts()) {
                Witness.check(
                        !done.published() || !done.act().id().equals(act),
                        "it says that nothing was published: " + e.getMessage());
            }
            throw e;
        }
    }
}
