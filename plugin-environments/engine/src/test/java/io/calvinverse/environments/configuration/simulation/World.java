package io.calvinverse.environments.configuration.simulation;

import io.calvinverse.environments.configuration.ledger.Layout;
import io.calvinverse.environments.configuration.publish.Settings;
import io.calvinverse.environments.configuration.release.KeyPattern;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Limits;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** One store, what is on its way to it, and what was seen. */
final class World {
    static final List<String> KEYS = List.of(
            "config/a/one",
            "config/a/two",
            "config/a/initialized",
            "config/b/one",
            "config/b/two",
            "config/b/three",
            "config/b/four",
            "config/b/initialized",
            "config/c",
            "config/d");

    final Dice dice;
    final Turns turns;
    final MemoryStore store;
    final Settings settings;
    final Witness witness;
    final List<String> story = new ArrayList<>();
    Faults faults;
    private final boolean telling;
    private final List<List<Operation>> late = new ArrayList<>();
    private int ids;

    World(long seed, Executor threads, boolean telling) {
        this.telling = telling;
        this.dice = new Dice(seed);
        this.turns = new Turns(dice, threads);
        this.store = new MemoryStore(turns, Limits.CONSUL);
        this.faults = Faults.of(dice);
        this.settings = new Settings(
                "config/",
                new Layout("data/releases/", "main"),
                List.of(new KeyPattern("**/initialized")),
                new Limits(dice.between(7, 14), 512 * 1024),
                Duration.ofSeconds(15),
                Duration.ofSeconds(40),
                Duration.ofSeconds(dice.between(1, 120)),
                dice.between(2, 20));
        for (String key : KEYS) {
            if (dice.chance(0.2)) {
                store.commit(List.of(new Operation.Set(key, value())));
            }
        }
        this.witness = new Witness(store, settings);
    }

    /** Few, so that releases agree on many keys. */
    Content value() {
        return Content.of("value " + dice.between(1, 3));
    }

    String id() {
        return "act-" + ++ids;
    }

    void tell(String who, Supplier<String> what) {
        if (telling) {
            story.add(turns.instant() + " " + who + ": " + what.get());
        }
    }

    Outcome commit(String who, List<Operation> operations) {
        Outcome outcome = store.commit(operations);
        tell(who, () -> outcome + " " + operations);
        if (outcome instanceof Outcome.Committed) {
            witness.saw(operations);
        }
        return outcome;
    }

    void delay(List<Operation> operations) {
        late.add(operations);
    }

    /** Something that was given up long ago arrives. */
    void arrive() {
        if (!late.isEmpty()) {
            commit("late", late.remove(dice.between(0, late.size() - 1)));
        }
    }

    void arriveAll() {
        while (!late.isEmpty()) {
            arrive();
        }
    }

    /** Another hand edits a key, past all rules. */
    void meddle() {
        String key = dice.pick(KEYS);
        List<Operation> edit = dice.chance(0.3)
                ? List.of(new Operation.Remove(key))
                : List.of(new Operation.Set(key, Content.of("foreign " + ++ids)));
        store.commit(edit);
        witness.edited(key);
        tell("another hand", edit::toString);
    }
}
