package io.calvinverse.provisioner.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All chance of one simulated world, from one seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Milliseconds, short ones more likely. */
    long millis(long least, long most) {
        double unit = random.nextDouble();
        return least + (long) ((most - least) * unit * unit);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    RandomGenerator fork() {
        return random.split();
    }
}
