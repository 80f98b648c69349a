package io.calvinverse.environments.machines;

import io.calvinverse.environments.consul.Check;
import io.calvinverse.environments.consul.Node;
import io.calvinverse.environments.machines.Sighting.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All machines that were ever in the catalog, within a few days, and since when they are in their state. Immutable. */
record Roster(Map<Node, Roster.Entry> entries) {

    /** Consul itself forgets a failed machine after 72 hours. */
    static final Duration MEMORY = Duration.ofHours(72);

    /** A node's state and since when. */
    record Entry(State state, Instant since) {}

    static final Roster EMPTY = new Roster(Map.of());

    Roster next(List<Node> nodes, List<Check> serf, Instant now) {
        Map<String, State> states = serf.stream()
                .collect(Collectors.toMap(
                        Check::node,
                        check -> check.status() == Check.Status.PASSING ? State.PASSING : State.FAILED,
                        (one, other) -> State.FAILED));
        Map<Node, Entry> next = new LinkedHashMap<>();
        nodes.forEach(node -> {
            State state = states.get(node.name());
            put(next, node, state == null ? withoutAgent(node) : state, now);
        });
        entries.forEach((node, entry) -> {
            boolean forgotten = entry.state() == State.GONE
                    && Duration.between(entry.since(), now).compareTo(MEMORY) > 0;
            if (!next.containsKey(node) && !forgotten) {
                put(next, node, State.GONE, now);
            }
        });
        return new Roster(Map.copyOf(next));
    }

    /**
     * When an agent leaves, the leader takes node and check away, but the agent may enter its node once more while it ends (seen
     * with 1.13.9); the leader's next round, within a minute, takes it away again.
     */
    private State withoutAgent(Node node) {
        Entry before = entries.get(node);
        boolean hadOne = before != null && before.state() != State.REGISTERED;
        return hadOne ? State.GONE : State.REGISTERED;
    }

    private void put(Map<Node, Entry> next, Node node, State state, Instant now) {
        Entry before = entries.get(node);
        next.put(node, before != null && before.state() == state ? before : new Entry(state, now));
    }

    /** Of the machine at an address, or of that name where none is known: the node that passes, or else the one seen last. */
    Sighting at(String address, String name, Instant asOf, String trouble) {
        Predicate<Node> wanted = address.isEmpty()
                ? node -> named(node, name)
                : node -> node.address().equals(address);
        return sighting(wanted, address, name, asOf, trouble);
    }

    private Sighting sighting(Predicate<Node> wanted, String address, String name, Instant asOf, String trouble) {
        Comparator<Map.Entry<Node, Entry>> best = Comparator.comparing(
                        (Map.Entry<Node, Entry> each) -> rank(each.getValue().state()))
                .thenComparing(each -> each.getValue().since());
        Map.Entry<Node, Entry> found = entries.entrySet().stream()
                .filter(each -> wanted.test(each.getKey()))
                .max(best.thenComparing(each -> each.getKey().name()))
                .orElse(null);
        if (found == null) {
            return new Sighting(State.ABSENT, "", asOf, asOf, trouble, rivals(null, address, name));
        }
        Entry entry = found.getValue();
        return new Sighting(
                entry.state(),
                found.getKey().name(),
                entry.since(),
                asOf,
                trouble,
                rivals(found.getKey(), address, name));
    }

    /** Nodes that answer at the same address, or bear the same name elsewhere. What failed or left there before is none. */
    private List<String> rivals(Node self, String address, String name) {
        Stream<Map.Entry<Node, Entry>> others =
                entries.entrySet().stream().filter(each -> !each.getKey().equals(self));
        return others.filter(each -> claims(each.getKey(), each.getValue().state(), address, name))
                .map(each -> each.getKey().name() + " at " + each.getKey().address())
                .sorted()
                .toList();
    }

    private static boolean claims(Node node, State state, String address, String name) {
        boolean here = node.address().equals(address);
        if (address.isEmpty()) {
            // Consul itself lets no second agent have a name; one that took over the name of another has its place.
            return state == State.PASSING && named(node, name);
        }
        boolean namesake = !name.isEmpty() && named(node, name);
        return (here && state == State.PASSING) || (namesake && !here && state != State.GONE);
    }

    private static boolean named(Node node, String name) {
        return String.CASE_INSENSITIVE_ORDER.compare(node.name(), name) == 0;
    }

    private static int rank(State state) {
        return switch (state) {
            case PASSING -> 3;
            case REGISTERED -> 2;
            case FAILED -> 1;
            default -> 0;
        };
    }
}
