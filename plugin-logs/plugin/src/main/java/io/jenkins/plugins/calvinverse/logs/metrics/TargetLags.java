package io.jenkins.plugins.calvinverse.logs.metrics;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.calvinverse.logs.metrics.Board;
import io.calvinverse.logs.metrics.Measure;
import io.calvinverse.logs.metrics.Tags;
import io.calvinverse.logs.ship.ShipStatus;
import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;
import io.jenkins.plugins.calvinverse.logs.destination.LogTarget;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import io.jenkins.plugins.calvinverse.logs.shipping.TargetView;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** How far each target of logs is behind, read from memory when somebody asks. Follows every save of the targets. */
@Extension
public class TargetLags extends SaveableListener {
    private static final double SECOND = 1000;

    private final Set<String> known = new TreeSet<>();

    @Override
    public void onChange(Saveable o, XmlFile file) {
        if (o instanceof LogsConfiguration) {
            follow();
        }
    }

    static void start() {
        ExtensionList.lookupSingleton(TargetLags.class).follow();
    }

    private synchronized void follow() {
        Board board = MetricsService.get().board();
        Set<String> wanted = new TreeSet<>();
        for (LogTarget target : LogsConfiguration.get().getTargets()) {
            wanted.add(target.getName());
        }
        known.removeAll(wanted);
        for (String gone : known) {
            board.withdraw(Measure.LOG_LAG_BYTES, tags(gone));
            board.withdraw(Measure.LOG_LAG_SECONDS, tags(gone));
        }
        known.clear();
        known.addAll(wanted);
        for (String name : wanted) {
            board.level(Measure.LOG_LAG_BYTES, tags(name), () -> now(name, ShipStatus::lagBytes));
            board.level(Measure.LOG_LAG_SECONDS, tags(name), () -> now(name, status -> status.lagMillis() / SECOND));
        }
    }

    private static Tags tags(String target) {
        return Tags.of("target", target);
    }

    private static double now(String name, ToDoubleFunction<ShipStatus> figure) {
        return Shipping.get().targets().stream()
                .filter(target -> target.name().equals(name))
                .map(TargetView::status)
                .mapToDouble(figure)
                .findFirst()
                .orElse(0);
    }
}
