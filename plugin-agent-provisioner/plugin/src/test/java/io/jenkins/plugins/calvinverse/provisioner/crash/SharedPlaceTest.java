package io.jenkins.plugins.calvinverse.provisioner.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.calvinverse.provisioner.machine.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two controllers, whose clouds have the same name, with machines at the same place. */
class SharedPlaceTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Kind HERS = Kind.lasting("hers");
    private static final Kind HIS = Kind.lasting("his");

    @RegisterExtension
    private final Controller she = new Controller();

    @RegisterExtension
    private final Controller he = new Controller();

    @Tag("long")
    @Test
    void neitherTouchesWhatIsTheOthers() throws Throwable {
        he.share(she.place());
        she.startJenkins();
        he.startJenkins();
        she.configure(HERS);
        he.configure(HIS);

        String hers = serve(she, HERS);
        String his = serve(he, HIS);
        awaitForeign(she, his);
        awaitForeign(he, hers);

        he.kill();
        she.configure(HERS.idle(0));
        she.until(
                LIMIT,
                "her machine goes, and no other",
                () -> she.place().names().equals(List.of(his)));
        serve(she, HERS);
        awaitForeign(she, his);

        he.startJenkins();
        he.until(
                LIMIT,
                "his machine is his again",
                () -> he.machines(HIS.name()).stream().anyMatch(m -> m.name().equals(his) && m.phase() == Phase.ONLINE)
                        && he.runRemotely(Inside::connection, his) != 0);
        assertEquals(his, serve(he, HIS), "the machine of his second build");
    }

    /** One build; the machine it ran on. */
    private static String serve(Controller controller, Kind kind) throws Throwable {
        Builds builds = new Builds(controller);
        builds.start(kind.name());
        builds.end();
        List<String> used = controller.place().used(kind.name());
        return used.get(used.size() - 1);
    }

    private static void awaitForeign(Controller controller, String machine) throws Throwable {
        controller.until(
                LIMIT,
                machine + " is shown as foreign",
                () -> controller.runRemotely(Inside::foreign).equals(List.of(machine)));
    }
}
