package io.calvinverse.environments.configuration.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** Lets writers on threads of their own take turns, one at a time, in an order from the dice; and is their clock. */
final class Turns extends Clock {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MOST_TURNS = 20_000;

    private final Dice dice;
    private final Executor threads;
    private final Semaphore table = new Semaphore(0);
    private final List<Seat> seats = new ArrayList<>();
    private Seat playing;
    private long millis;
    private long handed;

    private static final class Seat {
        final Semaphore turn = new Semaphore(0);
        long wakes;
        boolean left;
        Throwable failure;
    }

    Turns(Dice dice, Executor threads) {
        this.dice = dice;
        this.threads = threads;
    }

    /** Returns when all have ended. */
    void play(List<Runnable> writers) {
        for (Runnable writer : writers) {
            Seat seat = new Seat();
            seats.add(seat);
            threads.execute(() -> {
                seat.turn.acquireUninterruptibly();
                try {
                    writer.run();
                } catch (Throwable e) {
                    seat.failure = e;
                }
                leave(seat);
            });
        }
        give(next());
        table.acquireUninterruptibly();
        for (Seat seat : seats) {
            if (seat.failure instanceof Error error) {
                throw error;
            } else if (seat.failure != null) {
                throw new AssertionError(seat.failure);
            }
        }
        seats.clear();
        playing = null;
    }

    private void leave(Seat seat) {
        seat.left = true;
        if (seats.stream().allMatch(other -> other.left)) {
            table.release();
        } else {
            give(next());
        }
    }

    private void give(Seat seat) {
        playing = seat;
        seat.turn.release();
    }

    private Seat next() {
        List<Seat> present = seats.stream().filter(seat -> !seat.left).toList();
        List<Seat> awake = present.stream().filter(seat -> seat.wakes <= millis).toList();
        if (awake.isEmpty()) {
            millis = present.stream().mapToLong(seat -> seat.wakes).min().orElse(millis);
            awake = present.stream().filter(seat -> seat.wakes <= millis).toList();
        }
        return dice.pick(awake);
    }

    /** Somebody else may have a turn now; time passes. */
    void pass(long elapsed) {
        millis += elapsed;
        if (playing != null && dice.chance(0.4)) {
            hand();
        }
    }

    /** The one whose turn it is sleeps. */
    void sleep(Duration time) {
        if (playing == null) {
            millis += time.toMillis();
            return;
        }
        playing.wakes = millis + time.toMillis();
        hand();
    }

    private void hand() {
        if (++handed > MOST_TURNS) {
            throw new AssertionError("the writers never end");
        }
        Seat own = playing;
        Seat next = next();
        if (next != own) {
            give(next);
            own.turn.acquireUninterruptibly();
        }
    }

    @Override
    public Instant instant() {
        return START.plusMillis(millis);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
