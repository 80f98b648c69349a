package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.fleet.Membership;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Order.Bootstrap;
import io.calvinverse.provisioner.provider.ProviderException;
import java.time.Duration;

/** The environments whose members machines become. Asked only for machines that have one. */
public interface Environments {
    /** There are none. */
    Environments NONE = new Environments() {
        @Override
        public Membership observe(Machine machine, Instance listed) {
            return Membership.NONE;
        }

        @Override
        public Bootstrap introduce(Machine machine, Duration boot, Bootstrap bootstrap) {
            return bootstrap;
        }
    };

    /**
     * How its environment sees a machine. Called by the loop each round, for what is journaled: memory only, no lock, no
     * I/O. What the environment has to do for the machine – to hand it what it is given, and to end that when it goes – is
     * begun in the background, at every call as if it were the first.
     *
     * @param listed the machine as its provider sees it; null while it was not listed
     */
    Membership observe(Machine machine, Instance listed);

    /**
     * What a new machine is told to find and join its environment, and how it proves itself there. Called right before
     * the machine is made, on a thread that may wait; again when that has to be repeated.
     *
     * @param boot how long the machine may take until it is up
     * @param bootstrap what it is told in any case
     * @throws ProviderException whose kind says what to do, as for {@link
     *     io.calvinverse.provisioner.provider.Provider#create}
     */
    Bootstrap introduce(Machine machine, Duration boot, Bootstrap bootstrap)
            throws ProviderException, InterruptedException;
}
