package io.jenkins.plugins.calvinverse.logs.shipping;

import io.calvinverse.logs.enrich.Rules;
import io.calvinverse.logs.ship.ShipStatus;
import io.calvinverse.logs.spool.Spool;
import io.calvinverse.logs.spool.SpooledBuild;
import io.jenkins.plugins.calvinverse.logs.destination.Addresses;
import io.jenkins.plugins.calvinverse.logs.destination.AroundHere;
import io.jenkins.plugins.calvinverse.logs.destination.LogTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import jenkins.model.Jenkins;

/**
 * The ways to all targets. Changed by one thread, which may wait: for a service to be known, for a connection to end. Read
 * by any.
 */
final class Routes {
    static final String THREADS = "calvinverse-logs-to-";

    private final Map<String, Route> open = new ConcurrentHashMap<>();
    private final Map<String, String> closed = new ConcurrentHashMap<>();
    private volatile List<LogTarget> wanted = List.of();

    /** At once: what is to be served, whether it can be or not. */
    void want(List<LogTarget> targets) {
        wanted = List.copyOf(targets);
    }

    Set<String> names() {
        return Set.copyOf(wanted.stream().map(LogTarget::getName).toList());
    }

    boolean none() {
        return wanted.isEmpty();
    }

    /** Closes what is wanted no more, opens what is wanted and is not there, or is there with other settings. */
    void follow(Spool spool, Function<SpooledBuild, Rules> rules) {
        List<LogTarget> now = wanted;
        Set<String> names = names();
        for (String name : List.copyOf(open.keySet())) {
            if (!names.contains(name)) {
                open.remove(name).close();
            }
        }
        closed.keySet().retainAll(names);
        for (LogTarget each : now) {
            try {
                follow(each, spool, rules);
                closed.remove(each.getName());
            } catch (RuntimeException e) {
                // An address that is not known now; one that was is kept.
                if (!open.containsKey(each.getName())) {
                    closed.put(each.getName(), String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private void follow(LogTarget target, Spool spool, Function<SpooledBuild, Rules> rules) {
        List<String> addresses = Addresses.of(target);
        String settings = Jenkins.XSTREAM2.toXML(target);
        Route there = open.get(target.getName());
        if (there != null && there.serves(settings, addresses)) {
            return;
        }
        if (there != null) {
            open.remove(target.getName()).close();
        }
        open.put(target.getName(), new Route(target, settings, addresses, AroundHere.surroundings(), spool, rules));
    }

    void measure() {
        open.values().forEach(Route::measure);
    }

    void wake() {
        open.values().forEach(Route::wake);
    }

    /** As of now, in the order of the configuration. */
    List<TargetView> views() {
        List<TargetView> views = new ArrayList<>();
        for (LogTarget each : wanted) {
            Route route = open.get(each.getName());
            String kind = each.getDescriptor().getDisplayName();
            if (route == null) {
                String why = closed.getOrDefault(each.getName(), "not opened yet");
                ShipStatus none = new ShipStatus(each.getName(), why, 0, 0, 0, 0, 0, "", 0, new LinkedHashMap<>());
                views.add(new TargetView(kind, none, 0, Long.MAX_VALUE));
            } else {
                views.add(new TargetView(kind, route.status(), route.rate().perSecond(), route.troubledMillis()));
            }
        }
        return views;
    }

    void close() {
        want(List.of());
        open.values().forEach(Route::close);
        open.clear();
    }
}
