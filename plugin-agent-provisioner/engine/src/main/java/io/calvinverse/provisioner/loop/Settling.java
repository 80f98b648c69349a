package io.calvinverse.provisioner.loop;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.provider.Provider;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Takes from machines that came online what only their first boot needed. Asked for until it was done, and again once
 * after a restart: whether it had been done before is nowhere written, and it may be repeated.
 */
final class Settling {
    static final String KEY = "settle ";

    private final Ports ports;
    private final Calls calls;
    private final Map<String, String> troubles;
    private final Set<String> settled = new HashSet<>();

    /** @param troubles by machine, for people */
    Settling(Ports ports, Calls calls, Map<String, String> troubles) {
        this.ports = ports;
        this.calls = calls;
        this.troubles = troubles;
    }

    /** For a machine whose agent has connected. */
    void pursue(Machine machine, Instant now) {
        String name = machine.name();
        Provider provider = ports.providers().apply(machine.provider());
        if (provider == null
                || !provider.settles()
                || settled.contains(name)
                || !calls.free(KEY + name, "settle", now)) {
            return;
        }
        calls.start(ports.executor(), KEY + name, "settle", now, () -> settle(provider, name), new Calls.Outcome<>() {
            @Override
            public void done(Void nothing) {
                settled.add(name);
                troubles.remove(name);
            }

            @Override
            public void failed(Exception e) {
                troubles.put(
                        name,
                        "builds may still read its first-boot medium, which could not be taken away: "
                                + e.getMessage());
            }
        });
    }

    private static Void settle(Provider provider, String name) throws Exception {
        provider.settle(name);
        return null;
    }

    /** Forgets what is gone. */
    void retain(Set<String> machines) {
        settled.retainAll(machines);
    }
}
