package io.calvinverse.provisioner.bench;

import io.calvinverse.provisioner.fleet.AgentView;
import io.calvinverse.provisioner.fleet.Demand;
import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.fleet.TemplateSpec;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A large fleet and a large queue. */
final class Crowd {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Owner OWNER = new Owner("controller", "fleet");
    static final String PROVIDER = "p";

    private Crowd() {}

    static FleetSpec spec(int templates, int cap) {
        List<TemplateSpec> specs = new ArrayList<>();
        for (int i = 0; i < templates; i++) {
            specs.add(new TemplateSpec(
                    "t" + i,
                    PROVIDER,
                    "v1",
                    1,
                    0,
                    0,
                    cap,
                    Duration.ofMinutes(10),
                    Duration.ofHours(24),
                    new TemplateSpec.Limits(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(3)),
                    Map.of()));
        }
        return new FleetSpec(OWNER, cap, specs);
    }

    /** Two of three are online, the third boots; every other one that is online runs a build. */
    static Map<String, Machine> machines(int count, int templates) {
        Map<String, Machine> machines = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            boolean online = i % 3 != 0;
            int running = online && i % 2 == 0 ? 1 : 0;
            Machine machine = new Machine(
                    "m" + i,
                    "t" + i % templates,
                    PROVIDER,
                    "v1",
                    1,
                    0,
                    online ? Phase.ONLINE : Phase.BOOTING,
                    NOW.minusSeconds(60),
                    NOW.minusSeconds(120),
                    NOW.plusSeconds(86_400),
                    running,
                    running,
                    false,
                    "l" + i % templates);
            machines.put(machine.name(), machine);
        }
        return machines;
    }

    static Map<String, AgentView> agents(Map<String, Machine> machines) {
        Map<String, AgentView> agents = new HashMap<>();
        machines.forEach((name, machine) ->
                agents.put(name, new AgentView(machine.phase() == Phase.ONLINE, true, machine.running())));
        return agents;
    }

    /** So many builds of so many labels, each served by three of the templates. */
    static List<Demand> demand(int items, int labels, int templates) {
        List<Demand> demand = new ArrayList<>();
        for (int i = 0; i < labels; i++) {
            List<String> names = List.of("t" + i % templates, "t" + (i + 1) % templates, "t" + (i + 7) % templates);
            demand.add(new Demand("l" + i, names, items / labels));
        }
        return demand;
    }
}
