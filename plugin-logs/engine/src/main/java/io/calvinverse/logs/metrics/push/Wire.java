package io.calvinverse.logs.metrics.push;

/** Takes lines to where they are kept. */
interface Wire {
    /** One attempt; whatever goes wrong is in the verdict. */
    Verdict send(byte[] lines) throws InterruptedException;
}
