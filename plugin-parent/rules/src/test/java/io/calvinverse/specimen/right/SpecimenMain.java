package io.calvinverse.specimen.right;

/** An entry point may make what it hands on. */
class SpecimenMain {

    long start() {
        return System.nanoTime();
    }

    static class Inner {
        Thread thread() {
            return new Thread(() -> {});
        }
    }
}
