package io.calvinverse.environments.preflight;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What others need of the environment is there. Says nothing of secrets while Vault does not serve. */
public final class OtherNeeds implements Rule {
    private final List<Need> needs;

    public OtherNeeds(List<Need> needs) {
        this.needs = List.copyOf(needs);
    }

    @Override
    public String name() {
        return "needs";
    }

    @Override
    public List<Finding> check(Site site) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Need need : needs) {
            fault(need, site)
                    .ifPresent(fault ->
                            findings.add(new Finding(name(), need.name(), fault, need.neededBy(), need.wayOut())));
        }
        return findings;
    }

    private static Optional<String> fault(Need need, Site site) throws IOException {
        return switch (need.kind()) {
            case KEY ->
                site.text(need.name())
                        .map(text -> text.isBlank() ? Optional.of("is empty") : Optional.<String>empty())
                        .orElse(Optional.of("is missing"));
            case SERVICE -> service(need.name(), site);
            case SECRET -> secret(need.name(), site);
        };
    }

    private static Optional<String> service(String name, Site site) {
        int dot = name.lastIndexOf('.');
        String tag = dot < 0 ? "" : name.substring(0, dot);
        String service = name.substring(dot + 1);
        List<ServiceSeen> instances = site.services().stream()
                .filter(seen -> seen.service().equals(service)
                        && (tag.isEmpty() || seen.tags().contains(tag)))
                .toList();
        if (instances.isEmpty()) {
            return Optional.of("has no instance in the catalog");
        }
        return instances.stream().anyMatch(ServiceSeen::passing)
                ? Optional.empty()
                : Optional.of("fails its checks: " + instances.get(0).output());
    }

    private static Optional<String> secret(String path, Site site) throws IOException {
        VaultView vault = site.vault().orElse(null);
        if (vault == null) {
            return Optional.of("cannot be there: the environment has no Vault");
        }
        return vault.trouble().isPresent() || vault.exists(path) ? Optional.empty() : Optional.of("is not in Vault");
    }
}
