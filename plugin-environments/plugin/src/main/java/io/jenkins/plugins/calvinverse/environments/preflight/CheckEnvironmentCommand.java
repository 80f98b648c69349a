package io.jenkins.plugins.calvinverse.environments.preflight;

import hudson.Extension;
import hudson.cli.CLICommand;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.page.EnvironmentsPage;
import io.jenkins.plugins.calvinverse.environments.spi.Environments;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.kohsuke.args4j.Argument;

/** {@code check-environment NAME}: prints what is wrong there; ends with 1 when something is, as grep and diff do. */
@Extension
public class CheckEnvironmentCommand extends CLICommand {
    private static final int MINUTES = 2;

    @Argument(metaVar = "NAME", required = true, usage = "name of the environment")
    public String environment;

    @Override
    public String getShortDescription() {
        return Messages.CheckEnvironmentCommand_Short();
    }

    @Override
    protected int run() throws Exception {
        Jenkins.get().checkPermission(EnvironmentsPage.READ);
        Environment known = EnvironmentsConfiguration.get()
                .named(environment)
                .orElseThrow(() -> new IllegalArgumentException(Messages.CheckEnvironmentCommand_Unknown(
                        environment, String.join(", ", Environments.names()))));
        Verdict verdict = Preflights.get().look(known).get(MINUTES, TimeUnit.MINUTES);
        verdict.text().forEach(stdout::println);
        return verdict.clean() ? 0 : 1;
    }
}
