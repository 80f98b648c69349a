package io.calvinverse.environments.configuration.simulation;

import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.Outcome;
import io.calvinverse.environments.configuration.store.StoreException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One writer's way to the store, on which everything goes wrong that may. */
final class Connection implements KeyValues {
    private final World world;
    private final String writer;
    private String session = "";
    private boolean dead;

    Connection(World world, String writer) {
        this.world = world;
        this.writer = writer;
    }

    private <T> T ask(Supplier<T> request, List<Operation> operations) throws StoreException {
        Faults faults = world.faults;
        Dice dice = world.dice;
        step(faults.crash());
        world.turns.pass(dice.chance(faults.stall()) ? dice.between(1_000, 40_000) : dice.between(1, 50));
        if (dice.chance(faults.hurry())) {
            world.arrive();
        }
        if (dice.chance(faults.ended()) && !session.isEmpty()) {
            world.store.endSession(session);
            world.tell(writer, () -> "its session ends");
        }
        if (dice.chance(faults.unreachable())) {
            later(operations);
            throw new StoreException("unreachable");
        }
        T answer = request.get();
        world.turns.pass(dice.between(1, 50));
        step(faults.crash());
        if (dice.chance(faults.lost())) {
            later(operations);
            throw new StoreException("no answer");
        }
        return answer;
    }

    private void later(List<Operation> operations) {
        if (!operations.isEmpty() && world.dice.chance(world.faults.late())) {
            world.delay(operations);
            world.tell(writer, () -> "later: " + operations);
        }
    }

    private void step(double crash) {
        if (!dead && world.dice.chance(crash)) {
            world.tell(writer, () -> "is killed");
            dead = true;
        }
        if (dead) {
            throw new Crash();
        }
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Entry> read(String prefix) throws StoreException {
        return ask(() -> world.store.read(prefix), List.of());
    }

    @Override
    public Map<String, Content> get(Collection<String> keys) throws StoreException {
        return ask(() -> world.store.get(keys), List.of());
    }

    @Override
    public List<String> keys(String prefix) throws StoreException {
        return ask(() -> world.store.keys(prefix), List.of());
    }

    @Override
    public Outcome commit(List<Operation> operations) throws StoreException {
        return ask(() -> world.commit(writer, operations), operations);
    }

    @Override
    public String openSession(String label, Duration life) throws StoreException {
        session = ask(() -> world.store.openSession(label, life), List.of());
        return session;
    }

    @Override
    public boolean renewSession(String renewed) throws StoreException {
        return ask(() -> world.store.renewSession(renewed), List.of());
    }

    @Override
    public void endSession(String ended) throws StoreException {
        ask(
                () -> {
                    world.store.endSession(ended);
                    return true;
                },
                List.of());
    }
}
