package io.calvinverse.logs.simulation;

import io.calvinverse.logs.enrich.Batch;
import io.calvinverse.logs.ship.Outcome;
import io.calvinverse.logs.ship.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** A broker that blocks, refuses, loses confirms, and dies with some of what was sent on its way. */
final class FrailTarget implements Target {

    private record Message(Batch batch, Consumer<Outcome> outcome) {}

    private final FarEnd farEnd;
    private final Dice dice;
    private final Deque<Message> onTheWay = new ArrayDeque<>();
    private final Deque<Message> unconfirmed = new ArrayDeque<>();
    private boolean up = true;
    private boolean blocked;

    FrailTarget(FarEnd farEnd, Dice dice) {
        this.farEnd = farEnd;
        this.dice = dice;
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public boolean ready() {
        return up && !blocked;
    }

    @Override
    public void send(Batch batch, Consumer<Outcome> outcome) {
        if (!up) {
            outcome.accept(Outcome.failed("down"));
        } else {
            onTheWay.add(new Message(batch, outcome));
        }
    }

    /** Some of what is on its way arrives. */
    void arrive() {
        for (int n = dice.below(onTheWay.size() + 1); n > 0; n--) {
            Message message = onTheWay.removeFirst();
            farEnd.take(message.batch);
            unconfirmed.add(message);
        }
    }

    /** Some confirms arrive, in any order. */
    void confirm() {
        for (int n = dice.below(unconfirmed.size() + 1); n > 0; n--) {
            Message message = dice.oneIn(2) ? unconfirmed.removeFirst() : unconfirmed.removeLast();
            message.outcome.accept(Outcome.CONFIRMED);
        }
    }

    void refuse() {
        if (!onTheWay.isEmpty()) {
            farEnd.refusing = true;
            onTheWay.removeFirst().outcome.accept(Outcome.failed("refused"));
        }
    }

    void die() {
        arrive();
        up = false;
        onTheWay.forEach(message -> message.outcome.accept(Outcome.failed("died")));
        unconfirmed.forEach(message -> message.outcome.accept(Outcome.failed("died")));
        onTheWay.clear();
        unconfirmed.clear();
    }

    void revive() {
        up = true;
    }

    void block(boolean now) {
        blocked = now;
    }

    void drain() {
        while (!onTheWay.isEmpty() || !unconfirmed.isEmpty()) {
            arrive();
            confirm();
        }
    }

    /** The controller is gone; the broker stays, and so does what was under way to it, or not. */
    void forsaken() {
        arrive();
        onTheWay.clear();
        unconfirmed.clear();
    }

    @Override
    public String trouble() {
        return up ? "" : "down";
    }

    @Override
    public void close() {
        die();
    }
}
