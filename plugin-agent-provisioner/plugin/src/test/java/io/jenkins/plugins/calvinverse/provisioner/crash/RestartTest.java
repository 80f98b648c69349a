package io.jenkins.plugins.calvinverse.provisioner.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.crash.gate.Gates;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The controller is restarted as one does it, or takes in its configuration anew, with machines in all states. */
class RestartTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Kind RUNNING = Kind.singleUse("running");
    private static final Kind BOOTING = Kind.singleUse("booting");
    private static final Kind KEPT = Kind.lasting("kept").spare(1);

    @RegisterExtension
    private final Controller controller = new Controller();

    private final Builds builds = new Builds(controller);

    @Test
    void nothingIsMadeTwiceAndNothingIsLost() throws Throwable {
        controller.startJenkins();
        controller.configure(RUNNING, BOOTING, KEPT);
        holdOneInEachState();
        Set<String> before = Set.copyOf(controller.place().names());
        assertEquals(3, before.size(), "machines before the restart");

        controller.stopJenkins();
        controller.startJenkins();

        controller.until(
                LIMIT,
                "the booting machine is announced to core again",
                () -> controller
                        .runRemotely(Inside::planned, BOOTING.name())
                        .equals(controller.machines(BOOTING.name()).stream()
                                .map(Seen::name)
                                .toList()));
        controller.until(LIMIT, "both agents are back", () -> connected(RUNNING) && connected(KEPT));
        assertEquals(before, Set.copyOf(controller.place().names()), "machines after the restart");
        controller.place().gates().open();
        builds.end();

        assertEquals(1, controller.place().created(RUNNING.name()).size());
        assertEquals(1, controller.place().created(BOOTING.name()).size());
        assertEquals(1, controller.place().created(KEPT.name()).size(), "spare machines ever made");
        controller.until(
                LIMIT,
                "only the spare machine is left",
                () -> controller
                        .place()
                        .names()
                        .equals(List.copyOf(controller.place().created(KEPT.name()))));
    }

    @Tag("long")
    @Test
    void reloadsUnderRunningBuilds() throws Throwable {
        controller.startJenkins();
        controller.configure(RUNNING, BOOTING, KEPT);
        holdOneInEachState();
        Set<String> before = Set.copyOf(controller.place().names());

        controller.runRemotely(Inside::reload);
        controller.until(LIMIT, "the fleet runs", () -> controller.machines().size() == 3);
        controller.runRemotely(Inside::configureAsCode, controller.place().provider());
        controller.place().gates().open();
        builds.end();

        assertTrue(before.containsAll(controller.place().used(RUNNING.name())), "machine of the running build");
        assertTrue(before.containsAll(controller.place().used(BOOTING.name())), "machine of the waiting build");
        controller.until(
                LIMIT,
                "only the spare machine is left, the same as before",
                () -> controller
                        .place()
                        .names()
                        .equals(List.copyOf(controller.place().created(KEPT.name()))));
    }

    /** Machines that run are used, and what cannot be had is had when the provider answers again. */
    @Tag("long")
    @Test
    void providerIsOutOfReachMeanwhile() throws Throwable {
        Kind there = Kind.lasting("there");
        Kind later = Kind.singleUse("later");
        controller.startJenkins();
        controller.configure(there, later);
        builds.start(there.name());
        builds.end();
        controller.stopJenkins();
        for (String verb : List.of("list", "create", "destroy")) {
            controller.place().gates().close(Gates.ALL, verb + ".before", Gates.Manner.FAIL);
        }

        controller.startJenkins();
        controller.place().go(later.name());
        builds.start(there.name());
        builds.end();
        builds.start(later.name());
        controller.until(
                LIMIT,
                "the monitor says what is wrong",
                () -> controller.runRemotely(Inside::findings).contains("cannot be listed"));
        controller.place().gates().open();
        builds.end();

        assertEquals(1, controller.place().created(there.name()).size(), "machines that were there");
        assertEquals(1, controller.place().created(later.name()).size(), "machines made for the waiting build");
    }

    /** A machine is not blamed for the time in which nobody could use it. */
    @Tag("long")
    @Test
    void downForLongerThanMachinesMayBeIdle() throws Throwable {
        Kind idle = Kind.lasting("idle").idle(1);
        controller.startJenkins();
        controller.configure(idle);
        controller.place().go(idle.name());
        builds.start(idle.name());
        builds.end();
        controller.stopJenkins();
        Thread.sleep(Duration.ofSeconds(75).toMillis());

        controller.startJenkins();
        builds.start(idle.name());
        builds.end();
        assertEquals(1, controller.place().created(idle.name()).size(), "machines ever made");
        controller.until(
                LIMIT, "its time is over", () -> controller.place().names().isEmpty());
    }

    private void holdOneInEachState() throws Throwable {
        controller.place().gates().close(BOOTING.name(), "boot", Gates.Manner.HOLD);
        controller.place().go(BOOTING.name());
        builds.start(RUNNING.name());
        builds.start(BOOTING.name());
        builds.awaitShell(RUNNING.name());
        controller.until(LIMIT, "the spare machine is online", () -> online(KEPT));
        controller.until(
                LIMIT,
                "a machine boots",
                () -> controller.machines(BOOTING.name()).stream().anyMatch(m -> m.phase() == Phase.BOOTING));
    }

    private boolean online(Kind kind) throws Throwable {
        return controller.machines(kind.name()).stream().anyMatch(m -> m.phase() == Phase.ONLINE);
    }

    private boolean connected(Kind kind) throws Throwable {
        String machine = controller.machines(kind.name()).get(0).name();
        return controller.runRemotely(Inside::connection, machine) != 0;
    }
}
