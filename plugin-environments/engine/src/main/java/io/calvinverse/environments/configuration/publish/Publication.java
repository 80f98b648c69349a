package io.calvinverse.environments.configuration.publish;

import io.calvinverse.environments.configuration.ConfigurationException;
import io.calvinverse.environments.configuration.ledger.Act;
import io.calvinverse.environments.configuration.ledger.Done;
import io.calvinverse.environments.configuration.ledger.Look;
import io.calvinverse.environments.configuration.ledger.Pending;
import io.calvinverse.environments.configuration.ledger.Records;
import io.calvinverse.environments.configuration.ledger.Step;
import io.calvinverse.environments.configuration.plan.Change;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.plan.Planner;
import io.calvinverse.environments.configuration.plan.Target;
import io.calvinverse.environments.configuration.release.Manifest;
import io.calvinverse.environments.configuration.store.Operation;
import io.calvinverse.environments.configuration.store.StoreException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The goal that a plan is published. */
final class Publication implements Goal {
    private final Desk desk;
    private final Round round;
    private final Plan plan;
    private final Consent consent;
    private final String by;
    private final Clock clock;
    /** Id of the act that counts: ours, or one we found that writes the same release. */
    private String act;

    Publication(Desk desk, Round round, Plan plan, Consent consent, String by, String act, Clock clock) {
        this.desk = desk;
        this.round = round;
        this.plan = plan;
        this.consent = consent;
        this.by = by;
        this.act = act;
        this.clock = clock;
    }

    @Override
    public String title() {
        return "release " + plan.target().manifest().version();
    }

    @Override
    public Done pursue(Look look, List<Done> acts) throws ConfigurationException, StoreException {
        for (Done done : acts) {
            if (done.act().id().equals(act)) {
                return ended(done);
            }
        }
        Pending pending = look.pending();
        if (pending == null) {
            return begin(look, acts);
        }
        boolean ours = pending.act().id().equals(act);
        if (!ours && !pending.undo() && writesTheSame(pending)) {
            act = pending.act().id();
        } else if (!ours && !pending.undo()) {
            round.turn(
                    look, "taken back for release " + plan.target().manifest().version() + " by " + by);
            return null;
        }
        round.play(look, plan.target().contents());
        return null;
    }

    private boolean writesTheSame(Pending pending) {
        return pending.act().manifest().equals(plan.target().manifest().id())
                && pending.act().kind() == plan.target().kind();
    }

    private static Done ended(Done done) throws ReleaseRefusedException {
        if (done.published()) {
            return done;
        }
        throw new ReleaseRefusedException(List.of(
                done.act().title() + " was taken back, nothing of it remains: " + done.cause() + ". Plan it again"));
    }

    /** @return the current act when there is nothing to do */
    private Done begin(Look look, List<Done> acts) throws ConfigurationException, StoreException {
        Target target = plan.target();
        Plan now = Planner.plan(target, look, acts);
        if (now.isDone()) {
            return now.current();
        }
        refuse(now.refusals());
        refuse(Outdated.reasons(plan, now));
        if (!consent.overwrite()) {
            refuse(now.of(Change.Sort.FOREIGN).stream()
                    .map(change ->
                            "key " + change.key() + " was edited by another hand; take the edit into the release,"
                                    + " undo it, or allow overwriting")
                    .toList());
        }
        List<Step> steps = Order.steps(now.changes(), desk.settings()::isReady);
        Act begun = act(look, acts);
        Records records = new Records(desk.settings().layout());
        List<Operation> staged = new Staging(desk, records).operations(begun, target, steps, look);
        Pending pending = new Pending(begun, false, "", consent.overwrite(), Records.digest(steps));
        if (desk.write(staged)) {
            desk.write(records.begin(pending, look));
        }
        return null;
    }

    private Act act(Look look, List<Done> acts) {
        Manifest manifest = plan.target().manifest();
        long sequence = acts.isEmpty() ? 1 : acts.get(acts.size() - 1).act().sequence() + 1;
        return new Act(
                act,
                sequence,
                plan.target().kind(),
                manifest.version(),
                manifest.id(),
                manifest.commit(),
                manifest.author(),
                look.current() == null ? "" : look.current().act().version().toString(),
                plan.target().origin(),
                by,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void refuse(List<String> reasons) throws ReleaseRefusedException {
        if (!reasons.isEmpty()) {
            throw new ReleaseRefusedException(new ArrayList<>(reasons));
        }
    }
}
