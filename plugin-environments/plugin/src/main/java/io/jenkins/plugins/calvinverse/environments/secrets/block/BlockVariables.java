package io.jenkins.plugins.calvinverse.environments.secrets.block;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import io.calvinverse.environments.secrets.Block;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.BuildBlock;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** The variables of a block. It holds their names; the values are those at hand when a step asks. */
final class BlockVariables extends EnvironmentExpander {
    private static final long serialVersionUID = 1;

    private final BuildBlock block;
    private final TreeSet<String> names;
    private final TreeMap<String, String> files;

    /** @param files where they are, by variable */
    BlockVariables(BuildBlock block, Collection<String> names, Map<String, String> files) {
        this.block = block;
        this.names = new TreeSet<>(names);
        this.files = new TreeMap<>(files);
    }

    @Override
    public void expand(@NonNull EnvVars variables) throws IOException {
        Block secrets = block.secrets().orElseThrow(() -> new AbortException(Messages.BlockVariables_Gone(block.id())));
        variables.putAll(secrets.variables());
        variables.putAll(files);
    }

    @NonNull
    @Override
    public Set<String> getSensitiveVariables() {
        return Set.copyOf(names);
    }
}
