package io.calvinverse.environments.preflight;

import java.util.List;

/** Vault can be reached and is unsealed. */
final class VaultServes implements Rule {
    @Override
    public String name() {
        return "vault";
    }

    @Override
    public List<Finding> check(Site site) {
        return site.vault()
                .flatMap(VaultView::trouble)
                .map(trouble -> List.of(new Finding(
                        name(),
                        "Vault",
                        trouble,
                        "every machine and every build that uses secrets",
                        "unseal or start it")))
                .orElse(List.of());
    }
}
