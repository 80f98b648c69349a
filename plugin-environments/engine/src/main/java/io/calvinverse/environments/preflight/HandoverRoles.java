package io.calvinverse.environments.preflight;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** New machines can be given their tokens: the roles are fit for it, and the controller may use them. */
public final class HandoverRoles implements Rule {
    private static final String NEEDED_BY = "new machines";
    private static final Map<String, Set<String>> RIGHTS = Map.of(
            "auth/token/lookup-accessor", Set.of("update"),
            "auth/token/revoke-accessor", Set.of("update"),
            "auth/token/accessors", Set.of("list", "sudo"));

    private final Set<String> roles;
    private final boolean alias;

    /**
     * @param roles their tokens come from
     * @param alias whether each token is named after its machine
     */
    public HandoverRoles(Set<String> roles, boolean alias) {
        this.roles = new TreeSet<>(roles);
        this.alias = alias;
    }

    @Override
    public String name() {
        return "handover";
    }

    @Override
    public List<Finding> check(Site site) throws IOException {
        VaultView vault = site.vault().orElse(null);
        List<Finding> findings = new ArrayList<>();
        if (vault == null || vault.trouble().isPresent() || roles.isEmpty()) {
            return findings;
        }
        Map<String, Set<String>> rights = new LinkedHashMap<>(RIGHTS);
        for (String name : roles) {
            String path = "auth/token/roles/" + name;
            TokenRole role = vault.role(name).orElse(null);
            if (role == null) {
                add(findings, path, "is not in Vault", "make that token role: orphan, with a period of an hour");
                continue;
            }
            rights.put("auth/token/create/" + name, Set.of("update"));
            if (!role.orphan()) {
                add(findings, path, "makes no orphans", "set orphan=true, or its tokens end with the controller's");
            }
            if (alias && role.aliases().isEmpty()) {
                add(
                        findings,
                        path,
                        "allows no names for its tokens",
                        "set allowed_entity_aliases=*, or do not name tokens after their machines");
            }
        }
        Map<String, Set<String>> own = vault.own(rights.keySet());
        rights.forEach((path, wanted) -> {
            Set<String> has = own.getOrDefault(path, Set.of());
            List<String> lacks = wanted.stream()
                    .filter(each -> !has.contains(each) && !has.contains("root"))
                    .sorted()
                    .toList();
            if (!lacks.isEmpty()) {
                add(
                        findings,
                        path,
                        "is denied to the environment's Vault credential",
                        "grant " + String.join(" and ", lacks) + " on it");
            }
        });
        return findings;
    }

    private void add(List<Finding> findings, String subject, String fault, String wayOut) {
        findings.add(new Finding(name(), subject, fault, NEEDED_BY, wayOut));
    }
}
