package io.jenkins.plugins.calvinverse.logs.page;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.calvinverse.logs.spool.SpooledBuild;
import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;
import io.jenkins.plugins.calvinverse.logs.check.ViewUrl;
import io.jenkins.plugins.calvinverse.logs.shipping.Receipt;
import io.jenkins.plugins.calvinverse.logs.shipping.Shipping;
import io.jenkins.plugins.calvinverse.logs.shipping.TargetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** On a build's page: how much of its log is shipped, and a link to it. Made for the page, never kept. */
public class ShippedLog extends InvisibleAction {
    private final transient Run<?, ?> run;

    ShippedLog(Run<?, ?> run) {
        this.run = run;
    }

    /** A sentence per target; empty when nothing of it was or will be shipped. */
    public List<String> getSentences() {
        List<String> sentences = new ArrayList<>();
        Optional<SpooledBuild> waiting = Shipping.get().waiting(run);
        if (waiting.isEmpty()) {
            Receipt.read(run.getRootDir().toPath())
                    .forEach((target, lines) -> sentences.add(Messages.ShippedLog_All(lines, target)));
            return sentences;
        }
        for (TargetView target : Shipping.get().targets()) {
            long lines =
                    target.status().confirmedLines().getOrDefault(waiting.get().key(), 0L);
            sentences.add(
                    target.troubled()
                            ? Messages.ShippedLog_Trouble(
                                    lines, target.name(), target.status().trouble())
                            : Messages.ShippedLog_Far(lines, target.name()));
        }
        return sentences;
    }

    /** Null for none. */
    public String getLink() {
        return link(run);
    }

    static String link(Run<?, ?> run) {
        String pattern = LogsConfiguration.get().getViewUrl();
        return pattern == null
                ? null
                : ViewUrl.of(pattern, run.getParent().getFullName(), run.getNumber(), run.getTimeInMillis());
    }
}
