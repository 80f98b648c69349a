package io.jenkins.plugins.calvinverse.provisioner.crash;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A controller without the plugin calvinverse-environments. */
@Tag("long")
class WithoutEnvironmentsTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @RegisterExtension
    private final Controller controller = new Controller();

    {
        // Its plugins are laid out before the test begins
        controller.omitPlugins("calvinverse-environments");
    }

    @Test
    void templatesWithAnEnvironmentSayWhatIsMissingAndTheOthersWork() throws Throwable {
        controller.startJenkins();
        controller.configure(
                Kind.singleUse("plain"), Kind.singleUse("member").spare(1).in("calvinverse-01"));
        controller.until(
                LIMIT,
                "the plugin is named",
                () -> controller
                        .runRemotely(Inside::findings)
                        .contains("the plugin calvinverse-environments is not installed"));
        int build = controller.runRemotely(Inside::build, "plain", "node('plain') { echo 'at work' }");
        controller.success(LIMIT, "plain", build);
    }
}
