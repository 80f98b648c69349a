package io.jenkins.plugins.calvinverse.provisioner.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.crash.gate.Gates;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/** Brings one machine to a moment, and looks what became of it and of its build. */
final class Scene {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Controller controller;
    private final Moment moment;
    private final String label;
    private int build;
    private String machine;

    Scene(Controller controller, Moment moment) {
        this.controller = controller;
        this.moment = moment;
        this.label = moment.label();
    }

    Moment moment() {
        return moment;
    }

    void begin() throws Throwable {
        Gates gates = controller.place().gates();
        if (moment.gate != null) {
            gates.close(label, moment.gate, Gates.Manner.HOLD);
        }
        if (moment.bootHeld()) {
            gates.close(label, "boot", Gates.Manner.HOLD);
        }
        if (!moment.buildHeld()) {
            controller.place().go(label);
        }
        build = controller.runRemotely(Inside::build, label, controller.place().build(label));
    }

    void await() throws Throwable {
        switch (moment) {
            case BEFORE_CREATE, BEFORE_RECORD -> {
                awaitGate();
                controller.awaitSaved(LIMIT, label, build);
            }
            case TERMINATING, TERMINATED -> {
                // The machine goes when its executor is free; a Pipeline killed while it writes its end loses that.
                awaitSuccess(Fault.NONE);
                awaitGate();
            }
            case BOOTING -> {
                awaitPhase(Phase.BOOTING, 0);
                controller.awaitSaved(LIMIT, label, build);
            }
            case ONLINE_IDLE -> {
                awaitSuccess(Fault.NONE);
                awaitPhase(Phase.ONLINE, 0);
            }
            case BUILD_RUNNING -> awaitBuild();
            case DRAINING -> {
                awaitBuild();
                controller.runRemotely(
                        Inside::drain, controller.machines(label).get(0).name());
                awaitPhase(Phase.DRAINING, 1);
            }
        }
        machine = controller.machines(label).get(0).name();
    }

    private void awaitGate() throws Throwable {
        controller.until(
                LIMIT, moment + " is reached", () -> controller.place().gates().reached(label, moment.gate));
    }

    private void awaitBuild() throws Throwable {
        controller.awaitShell(LIMIT, label, build);
        awaitPhase(Phase.ONLINE, 1);
    }

    private void awaitPhase(Phase phase, int running) throws Throwable {
        controller.until(
                LIMIT,
                label + " is " + phase,
                () -> controller.machines(label).stream().anyMatch(m -> m.phase() == phase && m.running() == running));
    }

    /** The controller is dead: did it die at the moment meant? */
    void autopsy() throws Exception {
        List<Machine> known = controller.journal().stream()
                .filter(m -> m.template().equals(label))
                .toList();
        assertEquals(
                List.of(machine), known.stream().map(Machine::name).toList(), moment + ": in the journal " + known);
        Machine left = known.get(0);
        assertTrue(moment.phases.contains(left.phase()), moment + ": the journal says " + left);
        assertEquals(moment.buildHeld() ? 1 : 0, left.running(), moment + ": the journal says " + left);
        assertEquals(moment.exists, controller.place().has(machine), moment + ": exists at the provider");
    }

    /** The provider answers again. */
    void release() throws Exception {
        Gates gates = controller.place().gates();
        gates.open(label, "boot");
        if (moment.gate != null) {
            gates.open(label, moment.gate);
        }
        controller.place().go(label);
    }

    /** The build that was there ends well, unless that takes a machine that cannot be had with this fault. */
    void awaitSuccess(Fault fault) throws Throwable {
        if (fault.serves() || moment.buildHeld() || moment == Moment.ONLINE_IDLE) {
            controller.success(LIMIT, label, build);
        }
    }

    /** An idle machine takes another build. */
    void buildAgain() throws Throwable {
        if (moment == Moment.ONLINE_IDLE) {
            build = controller.runRemotely(Inside::build, label, "");
            awaitSuccess(Fault.NONE);
            assertEquals(List.of(machine, machine), controller.place().used(label), "the idle machine is used again");
        }
    }

    /** Everything is over: what was there in the meantime? */
    void review() throws Exception {
        List<String> used = controller.place().used(label);
        if (moment.kind().uses() == 1) {
            assertEquals(List.of(machine), used, moment + ": the build ran once, on the machine that was made for it");
        }
        assertEquals(new HashSet<>(List.of(machine)), controller.place().created(label), moment + ": machines made");
    }
}
