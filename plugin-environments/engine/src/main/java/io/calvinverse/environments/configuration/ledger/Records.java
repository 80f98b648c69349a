package io.calvinverse.environments.configuration.ledger;

import io.calvinverse.environments.configuration.release.Manifest;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.Operation.Delete;
import io.calvinverse.environments.configuration.store.Operation.Put;
import io.calvinverse.environments.configuration.store.Operation.Set;
import io.calvinverse.environments.configuration.store.Operation.Unchanged;
import java.util.ArrayList;
import java.util.List;

/** What is written for each turn of an act. */
public record Records(Layout layout) {

    /** What can be written before an act begins, because nobody looks at it yet. */
    public List<Operation> stage(Act act, Manifest manifest, List<Step> steps, List<Content> contents) {
        List<Operation> operations = new ArrayList<>();
        contents.forEach(content -> operations.add(new Set(layout.content(content.digest()), content)));
        String path = layout.manifest(act.manifest());
        operations.addAll(Parts.write(path + "keys/", manifest.text()));
        operations.add(new Set(path + "head", Codec.head(manifest)));
        operations.addAll(Parts.write(layout.steps(act.id()), Step.text(steps)));
        return operations;
    }

    /** What {@link Pending#steps} says of these steps. */
    public static String digest(List<Step> steps) {
        return Parts.digest(Step.text(steps));
    }

    /**
     * The act begins; refused when another has, or the current release is no longer the one in the look. Also refused
     * when this act has ended: sent twice after a lost answer, the first may arrive last.
     */
    public List<Operation> begin(Pending pending, Look look) {
        return List.of(
                new Unchanged(layout.current(), look.currentIndex()),
                new Unchanged(layout.act(pending.act().sequence()), 0),
                new Put(layout.pending(), Codec.pending(pending), 0));
    }

    /** The act is taken back from now on; what was sent before and arrives later is refused. */
    public List<Operation> turn(Look look, String cause) {
        return List.of(new Put(layout.pending(), Codec.pending(look.pending().undone(cause)), look.pendingIndex()));
    }

    /** What each transaction of the act checks: that it is still under way, in the same direction. */
    public List<Operation> check(Look look) {
        return List.of(new Unchanged(layout.pending(), look.pendingIndex()));
    }

    /** The act ends. */
    public List<Operation> end(Look look, Done done) {
        List<Operation> operations = new ArrayList<>();
        operations.add(new Put(layout.act(done.act().sequence()), Codec.done(done), 0));
        if (done.published()) {
            operations.add(new Put(layout.current(), Codec.done(done), look.currentIndex()));
        }
        operations.add(new Delete(layout.pending(), look.pendingIndex()));
        return operations;
    }
}
