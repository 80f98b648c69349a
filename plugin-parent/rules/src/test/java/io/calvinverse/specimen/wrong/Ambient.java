package io.calvinverse.specimen.wrong;

import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;

/** Each member takes something ambient. */
class Ambient {

    Instant time() {
        return Instant.now();
    }

    long ticks() {
        return System.nanoTime();
    }

    Random randomness() {
        return new Random();
    }

    Thread thread() {
        return new Thread(() -> {});
    }

    Object pool() {
        return Executors.newCachedThreadPool();
    }
}
