package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.release.Allowance;
import io.calvinverse.environments.configuration.release.Item;
import io.calvinverse.environments.configuration.release.KeyRules;
import io.calvinverse.environments.configuration.release.Release;
import io.calvinverse.environments.configuration.release.SecretSign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a release from its sources may not contain. */
final class Admission {
    private Admission() {}

    static List<String> refusals(Release release, KeyRules rules, Set<Allowance> allowed) {
        List<String> refusals = new ArrayList<>();
        if (release.items().isEmpty()) {
            refusals.add("release " + release.version() + " has no keys; publishing it would delete them all");
        }
        Map<String, String> sources = new HashMap<>();
        for (Item item : release.items()) {
            String earlier = sources.putIfAbsent(item.key(), item.source());
            if (earlier != null) {
                refusals.add("key " + item.key() + " is in " + earlier + " and in " + item.source() + "; remove one");
            }
            rules.refuse(item.key()).ifPresent(refusals::add);
            rules.refuse(item.key(), item.content()).ifPresent(refusals::add);
            SecretSign.of(item.key(), item.content())
                    .filter(sign -> !allowed.contains(new Allowance(item.key(), sign.label())))
                    .ifPresent(sign -> refusals.add("the value of " + item.key() + " (" + item.source()
                            + ") looks like a secret, by the rule " + sign.label()
                            + "; put it into Vault, or if it is none allow " + item.key() + "=" + sign.label()));
        }
        return refusals;
    }
}
