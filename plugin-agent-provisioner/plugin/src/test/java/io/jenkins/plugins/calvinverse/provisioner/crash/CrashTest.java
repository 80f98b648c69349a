package io.jenkins.plugins.calvinverse.provisioner.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.calvinverse.provisioner.crash.gate.Gates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The controller's process is killed while its machines are at different moments of their lives. */
class CrashTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @RegisterExtension
    private final Controller controller = new Controller();

    /** Machines at all moments at once, one crash. */
    @Test
    void atEveryMoment() throws Throwable {
        crash(Fault.NONE, Moment.values());
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void at(Moment moment) throws Throwable {
        crash(Fault.NONE, moment);
    }

    /** The same with a provider that does not work when the controller comes back, and works again later. */
    @Tag("long")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void atEveryMomentWithProvider(Fault fault) throws Throwable {
        crash(fault, Moment.values());
    }

    private void crash(Fault fault, Moment... moments) throws Throwable {
        List<Scene> scenes = new ArrayList<>();
        Arrays.stream(moments).map(m -> new Scene(controller, m)).forEach(scenes::add);
        Gates gates = controller.place().gates();
        controller.place().plantForeign();
        controller.startJenkins();
        controller.configure(kinds(moments));
        if (fault.serves()) {
            fault.begin(gates);
        }
        stage(scenes);

        controller.kill();
        for (Scene scene : scenes) {
            scene.autopsy();
        }
        gates.open();
        fault.begin(gates);
        controller.startJenkins();
        for (Scene scene : scenes) {
            scene.release();
            scene.awaitSuccess(fault);
        }
        controller.until(
                LIMIT,
                "the monitor says what is wrong",
                () -> controller.runRemotely(Inside::findings).contains(fault.finding));
        gates.open();
        for (Scene scene : scenes) {
            scene.awaitSuccess(Fault.NONE);
            scene.buildAgain();
        }
        empty(moments);
        for (Scene scene : scenes) {
            scene.review();
        }
    }

    private static Kind[] kinds(Moment... moments) {
        return Arrays.stream(moments).map(Moment::kind).toArray(Kind[]::new);
    }

    private void stage(List<Scene> scenes) throws Throwable {
        for (boolean last : new boolean[] {false, true}) {
            List<Scene> now = scenes.stream()
                    .filter(s -> s.moment().beforeListing == last)
                    .toList();
            if (last && !now.isEmpty()) {
                controller.place().gates().close(Gates.ALL, "list.before", Gates.Manner.HOLD);
            }
            for (Scene scene : now) {
                scene.begin();
            }
            for (Scene scene : now) {
                scene.await();
            }
        }
    }

    /** Idle machines are given up; then nothing of ours is left anywhere, and what is not ours is as it was. */
    private void empty(Moment... moments) throws Throwable {
        controller.configure(Arrays.stream(kinds(moments)).map(k -> k.idle(0)).toArray(Kind[]::new));
        controller.until(
                LIMIT,
                "no machine of ours is left",
                () -> controller.machines().isEmpty()
                        && controller.place().names().isEmpty()
                        && controller.runRemotely(Inside::agents) == 0);
        controller.place().foreignIsUntouched();
        controller.stopJenkins();
        assertEquals(List.of(), List.copyOf(controller.journal()), "the journal");
    }
}
