package io.jenkins.plugins.calvinverse.environments.spi;

import hudson.util.Secret;
import io.jenkins.plugins.calvinverse.environments.identity.Desks;
import io.jenkins.plugins.calvinverse.environments.identity.Registrations;
import io.jenkins.plugins.calvinverse.environments.identity.Wraps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What whoever makes machines asks of an environment: an identity for each machine, and how Consul sees it.
 *
 * <p>How to use it, from a loop that looks at its machines again and again. For each machine that is coming, call
 * {@link #expect}, at every look if you like: it is noted once. Where the environment names a role of Vault for the machine's
 * template (or you name one), a token of that role, wrapped for at most five minutes, is put under the key the machine's first
 * boot reads, as soon as the machine's host name is known: you say it, or Consul shows a registered machine at the address you
 * say. {@link #of} tells how far that is: go on when the state is {@code HELD}, destroy the machine when it is {@code ALARMED}.
 * When a machine goes, call {@link #gone} at every look until it is {@link #released}, and only then forget the machine: its
 * token is ended then, or its end is recorded and comes by itself once Vault and Consul are there. If its first boot began anew, call {@link #again}. All this happens in the background and
 * survives the controller: what was done is recorded step by step in the controller's home, and taken up when it starts; only
 * what still {@code WAIT}s for its address must be expected again. {@link #registration} says how Consul sees a machine, from
 * memory. {@link MachineListener} tells when to look. Nothing here waits, and any thread may call, also under the queue's lock.
 */
public final class MachineIdentities {
    private MachineIdentities() {}

    /**
     * Whether machines of the template get an identity: the environment has Consul, Vault, and a role for the template.
     *
     * @param role as {@link ExpectedMachine#role()}
     */
    public static boolean given(String environment, String template, String role) {
        return Desks.get().gives(environment, template, role);
    }

    /** A machine is coming. Without effect when no identity is {@link #given} to it, or its hand-over has begun. */
    public static void expect(String environment, ExpectedMachine machine) {
        Desks.get().of(environment).expect(machine);
    }

    /** The machine's first boot began anew: what it was given is ended, and it gets another token. Not when there was an alarm. */
    public static void again(String environment, String machine) {
        Desks.get().of(environment).again(machine);
    }

    /** The machine goes: its token is ended, and what it did not read is taken away. Fine when nothing is known of it. */
    public static void gone(String environment, String machine) {
        Desks.get().of(environment).gone(machine);
    }

    /**
     * Whether a machine that is {@link #gone} may be forgotten: nothing of it is alive, or that this ends is on record and goes on
     * without being asked for, also after a restart.
     */
    public static boolean released(String environment, String machine) {
        return Desks.get().of(environment).released(machine);
    }

    /** How far a machine's identity is. */
    public static MachineIdentity of(String environment, String machine) {
        return Desks.get().of(environment).look(machine);
    }

    /** All that are known, those of machines nobody asks for any more among them. */
    public static List<MachineIdentity> all(String environment) {
        return Desks.get().of(environment).all();
    }

    /** URL of the environment's Vault; empty when it has none, or no credential for it. */
    public static Optional<String> vault(String environment) {
        return Wraps.get().vault(environment);
    }

    /**
     * Puts values into a wrapper of the environment's Vault that can be opened once. Nothing of it is left when its life is over, so
     * nothing has to be ended.
     *
     * @param life from now
     * @return the wrapping token; exceptionally an AbortException whose text names Vault and cause, or an {@link
     *     java.io.IOException} when it may pass
     */
    public static CompletableFuture<Secret> wrap(String environment, Map<String, String> values, Duration life) {
        return Wraps.get().wrap(environment, values, life);
    }

    /** Whether Consul sees the environment's machines: else {@link #registration} never tells anything. */
    public static boolean registers(String environment) {
        return Registrations.any(environment);
    }

    /**
     * How Consul sees a machine. The environment's machines are watched from the first call on.
     *
     * @param address as its provider reports it; empty where that is not known, and it is found by its name
     * @param name its host name should have; empty when its image invents one
     */
    public static MachineRegistration registration(String environment, String address, String name) {
        return Registrations.of(environment, address, name);
    }
}
