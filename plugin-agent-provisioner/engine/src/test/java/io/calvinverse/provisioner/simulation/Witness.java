package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.fleet.TemplateSpec;
import io.calvinverse.provisioner.journal.Journal;
import io.calvinverse.provisioner.loop.FleetListener;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Compares what a fleet says of itself with what is. */
final class Witness implements FleetListener {
    private final World world;
    private final Site site;
    private final Map<String, Machine> known = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private boolean damaged;
    int launches;
    int spares;

    Witness(World world, Site site) {
        this.world = world;
        this.site = site;
    }

    Machine known(String name) {
        return known.get(name);
    }

    Map<String, Machine> known() {
        return known;
    }

    /** A journal may be ahead of what was told, by what was committed right before a crash; never behind. */
    void restarted(Journal journal) throws IOException {
        boolean lossy = !journal.damage().isEmpty();
        damaged |= lossy;
        Map<String, Machine> ledger = journal.replay().machines();
        known.forEach((name, machine) -> {
            Machine now = ledger.get(name);
            world.check(
                    lossy || now == null || now.phase().compareTo(machine.phase()) >= 0,
                    () -> name + " was " + machine.phase() + " and is " + now.phase() + " after a restart");
            world.check(
                    lossy || now != null || machine.phase() == Phase.TERMINATING,
                    () -> name + " was " + machine.phase() + " and is forgotten after a restart");
        });
        forgive();
        known.clear();
        known.putAll(ledger);
        names.addAll(ledger.keySet());
    }

    @Override
    public void moved(Machine machine, Phase before, Instant at) {
        String name = machine.name();
        Machine old = known.get(name);
        world.trace(() -> site + " " + name + " " + before + " -> " + machine.phase() + " " + machine.cause());
        world.check(
                (old == null ? null : old.phase()) == before,
                () -> name + " was " + (old == null ? null : old.phase()) + ", not " + before);
        world.check(
                before == null || before.compareTo(machine.phase()) < 0,
                () -> name + " went back from " + before + " to " + machine.phase());
        judge(machine, before);
        alone(machine, before);
        if (machine.phase() == Phase.GONE) {
            known.remove(name);
            boxes().filter(box -> box.name.equals(name) && !box.late)
                    .forEach(box -> world.fail(name + " is there and said to be gone", null));
            return;
        }
        known.put(name, machine);
        if (machine.phase() == Phase.PLANNED) {
            launched(machine);
        } else if (before == null) {
            Box box = boxes().filter(b -> b.name.equals(name)).findFirst().orElse(null);
            world.check(damaged || box == null || box.late, () -> name + " was found, but should never have been lost");
        }
    }

    /** Its environment alone is no reason to give a machine up that works, nor to say what is not so. */
    private void alone(Machine machine, Phase before) {
        boolean failed = machine.phase() == Phase.TERMINATING && machine.failed();
        Node node = site.yard.node(machine.name());
        boolean works = node != null
                && node.online
                && node.box != null
                && node.box.runs(world.time.now())
                && before != null
                && !before.coming();
        world.check(!failed || !works, () -> machine + " is given up though it works");
        world.check(
                !machine.cause().startsWith("it did not register") || !world.datacenter.has(machine.name()),
                () -> machine + " is given up as not registered, and is");
        world.check(
                machine.phase() != Phase.GONE || !world.datacenter.holds(machine.name()),
                () -> machine + " is forgotten and still holds what it was given");
    }

    private void launched(Machine machine) {
        launches++;
        spares += machine.cause().equals("spare") ? 1 : 0;
        world.check(names.add(machine.name()), () -> machine.name() + " is used twice");
        probed(machine);
        long all = real(null);
        world.check(all <= site.spec.cap(), () -> "fleet over its cap of " + site.spec.cap() + ": " + all);
        TemplateSpec template = site.spec.template(machine.template()).orElse(null);
        world.check(template != null, () -> machine.template() + " launched, but not configured");
        if (template != null) {
            long some = real(machine.template());
            world.check(
                    some <= template.cap(), () -> template.name() + " over its cap " + template.cap() + ": " + some);
        }
    }

    /** Counts failures in a row, as far as this run of the engine can know of them. */
    private void judge(Machine machine, Phase before) {
        boolean unproven = before != null && before.coming();
        if (unproven && machine.phase() == Phase.TERMINATING && machine.failed()) {
            failures.merge(machine.template(), 1, Integer::sum);
        } else if (machine.phase() == Phase.ONLINE) {
            failures.remove(machine.template());
        }
    }

    /** Somebody changed something: failures may be forgiven. */
    void forgive() {
        failures.clear();
    }

    private void probed(Machine machine) {
        long coming = known.values().stream()
                .filter(m ->
                        m.template().equals(machine.template()) && m.phase().coming())
                .count();
        int row = failures.getOrDefault(machine.template(), 0);
        world.check(
                row < 3 || coming <= 1,
                () -> coming + " machines of " + machine.template() + " under way after " + row + " failures in a row");
    }

    /** Machines that exist or are meant to. */
    private long real(String template) {
        return Stream.concat(
                        known.values().stream()
                                .filter(m -> template == null || m.template().equals(template))
                                .map(Machine::name),
                        boxes().filter(box -> !box.late && knowable())
                                .filter(box -> template == null || box.template.equals(template))
                                .map(box -> box.name))
                .distinct()
                .count();
    }

    /** What a damaged journal lost can be found only while a template names its provider. */
    private boolean knowable() {
        return !damaged || !world.reloading();
    }

    private Stream<Box> boxes() {
        return world.places.stream().flatMap(place -> place.of(site.owner));
    }

    /** What is still to be done before the fleet is as it should be; null when it is. Asked often, told once. */
    Supplier<String> unsettled() {
        if (site.run == null) {
            return () -> "down";
        } else if (site.jobs.waiting() > 0) {
            return () -> site.jobs.waiting() + " builds wait; "
                    + site.run.reconciler.view().shortages();
        }
        Supplier<String> missing = unmatched();
        return missing != null ? missing : excess();
    }

    /** A machine without an agent, an agent without a machine, a build that runs. */
    private Supplier<String> unmatched() {
        Set<String> there = new HashSet<>();
        for (Place place : world.places) {
            place.each(site.owner, box -> there.add(box.name));
        }
        if (!there.equals(known.keySet())) {
            return () -> "there are " + there + ", known are " + known.keySet();
        }
        List<Node> nodes = site.yard.nodes();
        if (nodes.size() != known.size()) {
            return () -> "agents are " + nodes.stream().map(n -> n.name).toList();
        }
        for (Node node : nodes) {
            if (!known.containsKey(node.name)) {
                return () -> node.name + " is an agent without a machine";
            } else if (!node.online || !node.builds.isEmpty()) {
                return () -> node.name + " is not connected or not idle";
            }
        }
        return null;
    }

    /** Other machines than the spare ones, or used ones. */
    private Supplier<String> excess() {
        int wanted = 0;
        for (TemplateSpec template : site.spec.templates()) {
            wanted += template.spare();
            int there = 0;
            for (Machine machine : known.values()) {
                there += machine.template().equals(template.name()) ? 1 : 0;
            }
            if (there > template.spare()) {
                int all = there;
                return () -> all + " machines of " + template.name() + ", spare " + template.spare();
            }
        }
        int right = Math.min(wanted, site.spec.cap());
        if (known.size() != right) {
            return () -> known.size() + " machines, wanted " + right + "; "
                    + site.run.reconciler.view().troubles();
        }
        for (Machine machine : site.run.reconciler.view().machines().values()) {
            if (machine.phase() != Phase.ONLINE || machine.running() > 0 || machine.exhausted() || outdated(machine)) {
                return () -> machine + " is not fresh and idle";
            }
        }
        return null;
    }

    private boolean outdated(Machine machine) {
        return site.spec
                .template(machine.template())
                .filter(t -> t.image().equals(machine.image()))
                .isEmpty();
    }
}
