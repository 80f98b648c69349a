package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import hudson.model.Run;
import io.calvinverse.environments.secrets.Block;
import java.io.Serializable;
import java.util.Optional;

/** The name of a block of a build and the Vault it has its secrets from; no secret. Written with the state of builds. */
public final class BuildBlock implements Serializable {
    private static final long serialVersionUID = 1;

    private final String build;
    private final String id;
    private final VaultAddress vault;

    /** @param within the build: the same after a restart, never used twice */
    public BuildBlock(Run<?, ?> build, String within, VaultAddress vault) {
        this.build = build.getExternalizableId();
        this.id = this.build + ":" + within;
        this.vault = vault;
    }

    /** {@link Run#getExternalizableId()}. */
    public String build() {
        return build;
    }

    public String id() {
        return id;
    }

    public VaultAddress vault() {
        return vault;
    }

    /** Its present secrets, also when the controller has restarted and nothing has gone on yet. Memory only. */
    public Optional<Block> secrets() {
        return Vaults.get().find(vault, id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BuildBlock block && block.id.equals(id) && block.vault.equals(vault);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
