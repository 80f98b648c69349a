package io.calvinverse.environments.preflight;

import java.util.ArrayList;
import java.util.List;

/** Every key somebody reads is there and holds something: a missing one blocks a template without a word. */
final class RequiredKeys implements Rule {
    @Override
    public String name() {
        return "required-keys";
    }

    @Override
    public List<Finding> check(Site site) {
        List<Finding> findings = new ArrayList<>();
        for (String key : Calvinverse.KEYS.of(site.profile())) {
            String full = site.profile().prefix() + key;
            String needed = Calvinverse.KEYS.titles(key, site.profile());
            String text = site.text(full).orElse(null);
            if (text == null) {
                findings.add(new Finding(
                        name(), full, "is missing", needed, "add it to the configuration and publish a release"));
            } else if (text.isBlank()) {
                findings.add(new Finding(name(), full, "is empty", needed, "give it a value and publish a release"));
            }
        }
        for (String family : Calvinverse.FAMILIES.of(site.profile())) {
            String full = site.profile().prefix() + family;
            if (site.keys().keySet().stream().noneMatch(key -> key.startsWith(full))) {
                findings.add(new Finding(
                        name(),
                        full,
                        "has no key below it",
                        Calvinverse.FAMILIES.titles(family, site.profile()),
                        "add at least one to the configuration and publish a release"));
            }
        }
        return findings;
    }
}
