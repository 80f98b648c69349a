package io.jenkins.plugins.calvinverse.provisioner.crash;

/** What the planted machine runs. */
public final class Idle {
    private Idle() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread.sleep(Long.MAX_VALUE);
    }
}
