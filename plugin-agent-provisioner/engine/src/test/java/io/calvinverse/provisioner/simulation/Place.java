package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.provider.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Where machines are, as it really is; what controllers get to see of it is {@link Access}. */
final class Place {
    final String id;
    private final Timeline time;
    private final Map<String, Box> present = new LinkedHashMap<>();
    private final List<Box> past = new ArrayList<>();

    Place(String id, Timeline time) {
        this.id = id;
        this.time = time;
    }

    /** A new machine, or null when there is one of that name. */
    Box make(String name, Owner owner, String template, boolean late) {
        if (present.containsKey(name)) {
            return null;
        }
        Box box = new Box(name, owner, template, time.now(), late);
        present.put(name, box);
        return box;
    }

    /** Removal takes its time, in which the machine is still listed. */
    void remove(Box box, long takes) {
        if (!box.removing) {
            box.removing = true;
            time.after(takes, () -> {
                box.removed = time.now();
                present.remove(box.name);
                past.add(box);
                past.removeIf(old -> old.removed < time.now() - 60_000);
            });
        }
    }

    Box find(String name) {
        return present.get(name);
    }

    void each(Owner owner, Consumer<Box> what) {
        for (Box box : present.values()) {
            if (box.owner.equals(owner)) {
                what.accept(box);
            }
        }
    }

    Stream<Box> of(Owner owner) {
        return present.values().stream().filter(box -> box.owner.equals(owner));
    }

    /** What a listing shows that lags behind by some time. */
    List<Instance> listed(long lag) {
        long at = time.now() - lag;
        List<Instance> instances = new ArrayList<>();
        present.values().forEach(box -> list(box, at, instances));
        past.forEach(box -> list(box, at, instances));
        return instances;
    }

    private static void list(Box box, long at, List<Instance> instances) {
        if (box.existed(at)) {
            instances.add(box.seen(at));
        }
    }
}
