package io.jenkins.plugins.calvinverse.environments.page;

import io.calvinverse.environments.configuration.ledger.DamagedRecordException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Ledger;
import io.calvinverse.environments.configuration.plan.PlanText;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a release changed against the one published before it; values at a glance, none that looks like a secret.
 *
 * @param before null for the first
 * @param unchanged how many keys both have alike
 */
public record Difference(Done done, Done before, List<Line> lines, int unchanged) {
    /**
     * @param sign plus for a new key, minus for one that went, tilde for a new value
     * @param before empty for a new key
     * @param after empty for one that went
     */
    public record Line(String sign, String key, String before, String after) {}

    static Difference of(Ledger ledger, List<Done> earlier, Done done) throws StoreException, DamagedRecordException {
        Done before = null;
        for (Done each : earlier) {
            before = each.published() ? each : before;
        }
        Map<String, String> old = before == null
                ? Map.of()
                : ledger.manifest(before.act().manifest()).digests();
        Map<String, String> now = ledger.manifest(done.act().manifest()).digests();
        Set<String> digests = new HashSet<>(old.values());
        digests.addAll(now.values());
        Map<String, Content> contents = ledger.contents(digests);
        Set<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(now.keySet());
        List<Line> lines = new ArrayList<>();
        for (String key : keys) {
            String was = old.get(key);
            String is = now.get(key);
            if (!Objects.equals(was, is)) {
                String sign = was == null ? "+" : is == null ? "-" : "~";
                lines.add(new Line(sign, key, glance(key, was, contents), glance(key, is, contents)));
            }
        }
        return new Difference(done, before, lines, keys.size() - lines.size());
    }

    private static String glance(String key, String digest, Map<String, Content> contents) {
        if (digest == null) {
            return "";
        }
        Content content = contents.get(digest);
        return content == null ? "sha256 " + digest.substring(0, 12) : PlanText.glance(key, content);
    }
}
