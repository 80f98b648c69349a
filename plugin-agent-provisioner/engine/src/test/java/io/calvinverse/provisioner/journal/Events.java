package io.calvinverse.provisioner.journal;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Instant;
import java.util.SplittableRandom;

/** Events out of a seed. */
final class Events {
    static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private final SplittableRandom random;
    private int machines;

    Events(long seed) {
        random = new SplittableRandom(seed);
    }

    static Event.Known known(String name) {
        return new Event.Known(
                new Machine(name, "t", "p", "v1", 1, 0, Phase.PLANNED, T, T, T.plusSeconds(60), 0, 0, false, "l"));
    }

    Event next() {
        String old = "m" + random.nextInt(Math.max(1, machines));
        return switch (random.nextInt(4)) {
            case 0 -> new Event.Known(machine("m" + machines++));
            case 1 -> new Event.Counted(old, random.nextInt(9), random.nextInt(3));
            default ->
                new Event.Moved(
                        old,
                        Phase.values()[random.nextInt(Phase.values().length)],
                        T.plusNanos(random.nextLong(1L << 50)),
                        random.nextBoolean(),
                        text());
        };
    }

    private Machine machine(String name) {
        return new Machine(
                name,
                text(),
                text(),
                text(),
                random.nextInt(),
                random.nextInt(),
                Phase.values()[random.nextInt(3)],
                T.plusNanos(random.nextLong(1L << 50)),
                T.minusNanos(random.nextLong(1L << 50)),
                Instant.ofEpochSecond(random.nextLong(-1L << 34, 1L << 34), random.nextInt(1_000_000_000)),
                random.nextInt(),
                random.nextInt(0, 1 << 20),
                random.nextBoolean(),
                text());
    }

    /** Anything a provider may put into a message: line ends, quotes, control characters, all of Unicode. */
    String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(20);
        for (int i = 0; i < length; i++) {
            int point =
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> "\"\\/{}\u2028\u2029\u0085\u007f\uFEFF".charAt(random.nextInt(10));
                        case 2 -> random.nextInt(0x20, 0xD800);
                        default -> random.nextInt(0xE000, 0x110000);
                    };
            text.appendCodePoint(point);
        }
        return text.toString();
    }
}
