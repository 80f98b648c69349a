package io.jenkins.plugins.calvinverse.environments.secrets.masking;

import hudson.Extension;
import hudson.ExtensionList;
import io.calvinverse.environments.secrets.Block;
import io.calvinverse.environments.secrets.Masker;
import io.jenkins.plugins.calvinverse.environments.secrets.vault.BuildBlock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What builds that run were given: which blocks, and what is to be masked in all of their logs. Memory only, any thread. */
@Extension
public class BuildSecrets {
    private final Map<String, Given> builds = new ConcurrentHashMap<>();

    public static BuildSecrets get() {
        return ExtensionList.lookupSingleton(BuildSecrets.class);
    }

    /** A block was opened, taken up or rolled over. */
    public void given(BuildBlock block, Block secrets) {
        builds.computeIfAbsent(block.build(), any -> new Given()).add(block, secrets.secrets());
    }

    /** The present masker of a build; {@link Masker#NONE} for one that was given nothing. */
    public Masker masker(String build) {
        Given given = builds.get(build);
        return given == null ? Masker.NONE : given.masker;
    }

    /** As {@link #masker}, for what is inside a block: after a start it may be asked before the block was taken up. */
    public Masker masker(BuildBlock block) {
        Given given = builds.get(block.build());
        if (given == null || !given.blocks.contains(block)) {
            block.secrets().ifPresent(secrets -> given(block, secrets));
        }
        return masker(block.build());
    }

    /** Blocks of a build, closed or not. */
    public Collection<BuildBlock> blocks(String build) {
        Given given = builds.get(build);
        return given == null ? List.of() : Set.copyOf(given.blocks);
    }

    /** The build has ended. */
    public void forget(String build) {
        builds.remove(build);
    }

    private static final class Given {
        private final Set<BuildBlock> blocks = ConcurrentHashMap.newKeySet();
        private final Set<String> secrets = new HashSet<>();
        private volatile Masker masker = Masker.NONE;

        synchronized void add(BuildBlock block, Set<String> more) {
            if (secrets.addAll(more)) {
                masker = Masker.of(secrets);
            }
            blocks.add(block);
        }
    }
}
