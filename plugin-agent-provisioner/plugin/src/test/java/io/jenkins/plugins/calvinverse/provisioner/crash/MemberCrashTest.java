package io.jenkins.plugins.calvinverse.provisioner.crash;

import io.calvinverse.parts.ConsulPart;
import io.calvinverse.parts.VaultPart;
import io.jenkins.plugins.calvinverse.provisioner.crash.gate.Gates;
import io.jenkins.plugins.calvinverse.provisioner.environment.EnvironmentTrial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The controller is killed while machines that are members of an environment are at different moments of their lives: no
 * token of theirs outlives them. (The kill between the steps of a hand-over itself is the environments plugin's test.)
 */
@Tag("long")
class MemberCrashTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static ConsulPart consul;
    private static VaultPart vault;

    @RegisterExtension
    private final Controller controller = new Controller();

    @BeforeAll
    static void start() {
        consul = ConsulPart.start();
        vault = VaultPart.start();
    }

    @AfterAll
    static void end() {
        if (vault != null) {
            vault.close();
        }
        if (consul != null) {
            consul.close();
        }
    }

    @Test
    void noTokenOutlivesItsMachine() throws Throwable {
        ArrayList<String> parts = new ArrayList<>(
                List.of(consul.http().toString(), vault.address().toString(), EnvironmentTrial.furnish(vault)));
        List<Scene> scenes = Arrays.stream(Moment.values())
                .map(m -> new Scene(controller, m))
                .toList();
        Gates gates = controller.place().gates();
        controller.javaOptions("-Dio.jenkins.plugins.calvinverse.environments.identity.settleSeconds=3");
        controller.startJenkins();
        controller.runRemotely(Inside::environment, parts);
        controller.configure(kinds(10));
        stage(scenes);

        controller.kill();
        for (Scene scene : scenes) {
            scene.autopsy();
        }
        gates.open();
        controller.startJenkins();
        for (Scene scene : scenes) {
            scene.release();
            scene.awaitSuccess(Fault.NONE);
        }
        controller.configure(kinds(0));
        controller.until(
                LIMIT,
                "no machine is left",
                () -> controller.machines().isEmpty()
                        && controller.place().names().isEmpty());
        controller.until(LIMIT, "no token is left", () -> EnvironmentTrial.nothingIsLeft(consul, vault));
    }

    private static Kind[] kinds(int idle) {
        return Arrays.stream(Moment.values())
                .map(m -> m.kind().idle(idle).in(EnvironmentTrial.NAME))
                .toArray(Kind[]::new);
    }

    private void stage(List<Scene> scenes) throws Throwable {
        for (boolean last : new boolean[] {false, true}) {
            List<Scene> now = scenes.stream()
                    .filter(s -> s.moment().beforeListing == last)
                    .toList();
            if (last) {
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
}
