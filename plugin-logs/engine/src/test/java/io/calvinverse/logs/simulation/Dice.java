package io.calvinverse.logs.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All chance of one world. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    SplittableRandom random() {
        return random;
    }
}
