package io.calvinverse.environments.secrets;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a block of a pipeline asks for. Holds no secret.
 *
 * @param id of the block, never reused, for instance {@code team/job#12:34}; what is kept on disk is found by it
 * @param owner for people and for Vault's audit log (metadata of child tokens): which build this is
 * @param policies for the block's own token, empty for those of the login; they can only narrow. Only child tokens can have
 *     them: a login that cannot make one refuses the block.
 * @param life wished for a child token: what a crash in the wrong instant leaves behind dies after it
 * @param patience how long to wait for a Vault that is sealed or down
 */
public record BlockRequest(
        String id, String owner, List<Want> wants, List<String> policies, Duration life, Duration patience) {

    public static final Duration USUAL_LIFE = Duration.ofMinutes(15);
    public static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException if two wants have one name, or the life is under 10 seconds */
    public BlockRequest {
        wants = List.copyOf(wants);
        policies = List.copyOf(policies);
        if (life.toSeconds() < 10) {
            throw new IllegalArgumentException("a token must live for 10 s at least, or it cannot be renewed in time");
        }
        Set<String> names = new HashSet<>();
        for (Want want : wants) {
            String name = want instanceof Want.Value value
                    ? value.variable()
                    : want instanceof Want.InFile file ? file.variable() : null;
            if (name != null && !names.add(name)) {
                throw new IllegalArgumentException("two secrets are wanted in the variable " + name + ": rename one");
            }
        }
    }

    public static BlockRequest of(String id, String owner, List<Want> wants) {
        return new BlockRequest(id, owner, wants, List.of(), USUAL_LIFE, USUAL_PATIENCE);
    }
}
