package io.jenkins.plugins.calvinverse.provisioner.crash;

import static org.junit.jupiter.api.Assertions.fail;

import io.calvinverse.provisioner.journal.FileJournal;
import io.calvinverse.provisioner.machine.Machine;
import io.jenkins.plugins.calvinverse.provisioner.Trial;
import io.jenkins.plugins.calvinverse.provisioner.crash.gate.Gates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller in a process of its own, which can be killed, with its machines outside of its home. */
final class Controller extends RealJenkinsExtension {
    private Place place;

    Controller() {
        javaOptions(
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djenkins.model.Jenkins.slaveAgentPort=-1",
                "-Djenkins.install.runSetupWizard=false",
                // Core looks at what is planned for the first time after 100 s.
                "-Dhudson.slaves.NodeProvisioner.initialDelay=5000",
                // Under test Pipelines wait 15 s for an agent that is gone; everywhere else they wait five minutes.
                "-Dorg.jenkinsci.plugins.workflow.support.pickles.ExecutorPickle.timeoutForNodeMillis=300000");
        // Its own would also end a later process than that it was meant for.
        withTimeout(0);
        addSyntheticPlugin(new SyntheticPlugin(Gates.class)
                .shortName("gated-machines")
                .header("Plugin-Dependencies", "calvinverse-agent-provisioner:0"));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        super.beforeEach(context);
        place = new Place(createTempDirectory("machines"));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        try {
            stopJenkins();
        } finally {
            if (place != null) {
                place.gates().open();
                place.clear();
            }
            super.afterEach(context);
        }
    }

    /** Where its machines are. */
    Place place() {
        return place;
    }

    /** Uses another's machines instead of its own. */
    void share(Place other) {
        place = other;
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        Process process = getProcess();
        process.destroyForcibly();
        process.waitFor();
        stopJenkinsForcibly();
    }

    void configure(Kind... kinds) throws Throwable {
        configure(null, kinds);
    }

    /** @param url under which machines find it, null for its own */
    void configure(String url, Kind... kinds) throws Throwable {
        runRemotely(Inside::configure, place.provider(), url, new ArrayList<>(List.of(kinds)));
    }

    ArrayList<Seen> machines() throws Throwable {
        return runRemotely(Inside::machines);
    }

    List<Seen> machines(String template) throws Throwable {
        return machines().stream().filter(m -> m.template().equals(template)).toList();
    }

    /** The machines its journal knows; it may be down, and is not disturbed otherwise. */
    Collection<Machine> journal() throws IOException {
        Path copy = createTempDirectory("journal");
        Path journal = journalDirectory();
        Files.copy(journal.resolve("journal"), copy.resolve("journal"));
        try (FileJournal opened = FileJournal.open(copy)) {
            if (!opened.damage().isEmpty()) {
                fail(opened.damage());
            }
            return List.copyOf(opened.replay().machines().values());
        }
    }

    Path journalDirectory() {
        return getHome().toPath().resolve("immutable-agents/fleets/" + Trial.CLOUD + "/journal");
    }

    /** Waits until something is so, and says how the fleet is when it does not become so. */
    void until(Duration limit, String what, Check check) throws Throwable {
        long end = System.nanoTime() + limit.toNanos();
        while (!check.holds()) {
            if (System.nanoTime() > end) {
                fail("not so within " + limit + ": " + what + "; " + state());
            }
            Thread.sleep(100);
        }
    }

    /** Waits until a Pipeline has saved that it waits: one killed before that cannot resume, whoever makes its agent. */
    void awaitSaved(Duration limit, String job, int build) throws Throwable {
        Path program = getHome().toPath().resolve("jobs/" + job + "/builds/" + build + "/program.dat");
        until(limit, "the program of " + job + " is saved", () -> Files.exists(program));
    }

    /** Waits until a build's shell runs, and the controller took in that it started it: only then can it resume. */
    void awaitShell(Duration limit, String job, int build) throws Throwable {
        until(
                limit,
                "the shell of " + job + " runs",
                () -> runRemotely(Inside::log, job, build).contains("+ echo "));
    }

    /** Waits until a build ended well. */
    void success(Duration limit, String job, int build) throws Throwable {
        until(
                limit,
                job + " ends",
                () -> !runRemotely(Inside::result, job, build).isEmpty());
        String result = runRemotely(Inside::result, job, build);
        if (!result.equals("SUCCESS")) {
            fail(job + " ended with " + result + "; " + state());
        }
    }

    private String state() throws Throwable {
        return isAlive() ? runRemotely(Inside::describe) : "the controller is down";
    }

    /** Something that is so or not. */
    interface Check {
        boolean holds() throws Throwable;
    }
}
