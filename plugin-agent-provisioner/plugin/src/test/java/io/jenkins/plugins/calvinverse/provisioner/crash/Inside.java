package io.jenkins.plugins.calvinverse.provisioner.crash;

import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.queue.QueueTaskFuture;
import io.calvinverse.provisioner.provider.Instance;
import io.jenkins.plugins.calvinverse.provisioner.Trial;
import io.jenkins.plugins.calvinverse.provisioner.agent.ImmutableAgent;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.crash.gate.GatedProvider;
import io.jenkins.plugins.calvinverse.provisioner.environment.EnvironmentTrial;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.monitor.FleetMonitor;
import io.jenkins.plugins.calvinverse.provisioner.swarm.MachineCredential;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** What runs inside of a controller's process. */
final class Inside {
    private Inside() {}

    /** @param provider root, gates, java */
    static void configure(JenkinsRule r, ArrayList<String> provider, String url, ArrayList<Kind> kinds)
            throws Exception {
        ImmutableAgentsCloud cloud = new ImmutableAgentsCloud(
                Trial.CLOUD, new GatedProvider(provider.get(0), provider.get(1), provider.get(2)));
        cloud.setCap(60);
        cloud.setControllerUrl(url);
        List<AgentTemplate> templates = kinds.stream().map(Kind::template).toList();
        cloud.setTemplates(templates);
        Trial.install(cloud);
    }

    /** @param parts addresses of Consul and Vault, and a token */
    static void environment(JenkinsRule r, ArrayList<String> parts) throws Exception {
        EnvironmentTrial.configure(parts.get(0), parts.get(1), parts.get(2));
    }

    static ArrayList<Seen> machines(JenkinsRule r) {
        return Fleets.get()
                .find(Trial.CLOUD)
                .map(f -> f.view().machines().values().stream()
                        .map(Seen::of)
                        .collect(Collectors.toCollection(ArrayList::new)))
                .orElseGet(ArrayList::new);
    }

    static String describe(JenkinsRule r) {
        return Fleets.get().find(Trial.CLOUD).map(f -> f.view().toString()).orElse("no fleet") + "; nodes "
                + Jenkins.get().getNodes() + "; queue "
                + List.of(Jenkins.get().getQueue().getItems()) + "; builds "
                + Jenkins.get().getAllItems(WorkflowJob.class).stream()
                        .map(WorkflowJob::getLastBuild)
                        .filter(Objects::nonNull)
                        .map(Inside::text)
                        .toList();
    }

    private static String text(WorkflowRun build) {
        try {
            return build + " " + build.getResult() + "\n" + JenkinsRule.getLog(build);
        } catch (Exception e) {
            return build + ": " + e;
        }
    }

    /** Makes the job if need be and starts a build of it. */
    static int build(JenkinsRule r, String name, String script) throws Exception {
        WorkflowJob job = Jenkins.get().getItemByFullName(name, WorkflowJob.class);
        if (job == null) {
            job = Trial.pipeline(name, script);
        }
        QueueTaskFuture<WorkflowRun> future = job.scheduleBuild2(0);
        return Objects.requireNonNull(future).waitForStart().getNumber();
    }

    /** Name of the result, empty while it runs. */
    static String result(JenkinsRule r, String name, Integer number) {
        WorkflowRun build = Objects.requireNonNull(Jenkins.get().getItemByFullName(name, WorkflowJob.class))
                .getBuildByNumber(number);
        Result result = build == null || build.isBuilding() ? null : build.getResult();
        return result == null ? "" : result.toString();
    }

    static String log(JenkinsRule r, String name, Integer number) throws Exception {
        return JenkinsRule.getLog(Objects.requireNonNull(Jenkins.get().getItemByFullName(name, WorkflowJob.class))
                .getBuildByNumber(number));
    }

    static void drain(JenkinsRule r, String machine) {
        Fleet fleet = Fleets.get().find(Trial.CLOUD).orElseThrow();
        fleet.reconciler().drain(machine, "a test wants it");
        fleet.wake();
    }

    /** How many of the agents are ours. */
    static int agents(JenkinsRule r) {
        return ImmutableAgent.of(Trial.CLOUD).size();
    }

    /** Tells the connections of an agent apart; 0 while there is none. */
    static int connection(JenkinsRule r, String machine) {
        Computer computer = Jenkins.get().getComputer(machine);
        return computer == null || computer.getChannel() == null ? 0 : System.identityHashCode(computer.getChannel());
    }

    static String password(JenkinsRule r, String machine) {
        return MachineCredential.password(machine);
    }

    /** Names of the machines that core expects for a label. */
    static ArrayList<String> planned(JenkinsRule r, String label) {
        return Jenkins.get().getLabel(label).nodeProvisioner.getPendingLaunches().stream()
                .map(planned -> planned.displayName)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Everything from disk again, as the link in the administration does it. */
    static void reload(JenkinsRule r) throws Exception {
        Jenkins.get().reload();
    }

    /** The same cloud as {@link #configure} makes it, as code, with another idle time. */
    static void configureAsCode(JenkinsRule r, ArrayList<String> provider) throws Exception {
        StringBuilder yaml = new StringBuilder("""
                jenkins:
                  clouds:
                    - immutableAgents:
                        name: "%s"
                        cap: 60
                        provider:
                          process:
                            root: "%s"
                        templates:
                """.formatted(Trial.CLOUD, provider.get(0)));
        ImmutableAgentsCloud cloud = (ImmutableAgentsCloud) Jenkins.get().clouds.getByName(Trial.CLOUD);
        for (AgentTemplate template : cloud.getTemplates()) {
            yaml.append("""
                          - name: "%s"
                            labels: "%s"
                            image: "%s"
                            uses: %d
                            spare: %d
                            idleMinutes: 7
                            cap: 60
                            settings: "heap=64m"
                """.formatted(
                            template.getName(),
                            template.getLabels(),
                            template.getImage(),
                            template.getUses(),
                            template.getSpare())
                    .indent(4));
        }
        ConfigurationAsCode.get()
                .configureWith(
                        YamlSource.of(new ByteArrayInputStream(yaml.toString().getBytes(StandardCharsets.UTF_8))));
    }

    /** What the administrative monitor says. */
    static String findings(JenkinsRule r) {
        return ExtensionList.lookupSingleton(FleetMonitor.class).getFindings().stream()
                .map(FleetMonitor.Finding::getText)
                .collect(Collectors.joining("\n"));
    }

    /** Names of the machines that are shown as others'. */
    static ArrayList<String> foreign(JenkinsRule r) {
        return Trial.view().foreign().stream().map(Instance::name).collect(Collectors.toCollection(ArrayList::new));
    }
}
