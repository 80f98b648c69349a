package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Look;
import io.calvinverse.environments.configuration.ledger.Pending;
import io.calvinverse.environments.configuration.store.StoreException;
import java.util.List;
import java.util.Map;

/** The goal that a pending act, whoever began it, ends. */
final class Recovery implements Goal {
    private final Round round;
    private final String act;
    private final boolean undo;
    private final String by;

    /** @param undo take it back; else finish it, unless it is being taken back already */
    Recovery(Round round, String act, boolean undo, String by) {
        this.round = round;
        this.act = act;
        this.undo = undo;
        this.by = by;
    }

    @Override
    public String title() {
        return "the half-written release";
    }

    @Override
    public Done pursue(Look look, List<Done> acts) throws ConfigurationException, StoreException {
        for (Done done : acts) {
            if (done.act().id().equals(act)) {
                return done;
            }
        }
        Pending pending = look.pending();
        if (pending == null || !pending.act().id().equals(act)) {
            throw new ReleaseRefusedException(List.of("the half-written release is no longer there; look again"));
        }
        if (undo && !pending.undo()) {
            round.turn(look, "taken back by " + by);
        } else {
            round.play(look, Map.of());
        }
        return null;
    }
}
