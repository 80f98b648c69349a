package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.Timer;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.Label;
import hudson.model.Result;
import io.calvinverse.provisioner.fleet.TemplateSpec;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.provider.ProviderException;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Failures.Failed;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.monitor.FleetMonitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jenkins.metrics.api.Metrics;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Machines that do not come, and who is told. */
@WithJenkins
class TroubleTest {
    private static JenkinsRule j;
    private static int count;
    private String name;
    private StubPlace place;

    @BeforeAll
    static void remember(JenkinsRule rule) throws Exception {
        j = rule;
        j.jenkins.setNumExecutors(0);
    }

    @BeforeEach
    void configure() {
        name = "trouble" + ++count;
        place = StubPlace.fresh(name);
        place.connects = true;
    }

    @AfterEach
    void remove() throws Exception {
        j.jenkins.clouds.clear();
        j.jenkins.save();
    }

    /** Once for all tests, as the confirmation that a machine is gone takes its time. */
    @AfterAll
    static void nothingIsLeft() throws Exception {
        Trial.until(
                Duration.ofSeconds(60),
                "all fleets end",
                () -> Fleets.get().all().isEmpty());
        assertEquals(Map.of(), StubPlace.left());
        assertEquals(List.of(), j.jenkins.getNodes());
    }

    @Test
    void machineThatNeverRegisters() throws Exception {
        place.connects = false;
        StubProvider.cloud(name, 5, new Hasty(name));
        HeldBuild build = HeldBuild.queue(name, name);

        Trial.until(Duration.ofSeconds(60), "the template is paused", () -> paused(name));

        List<Failed> failures = Fleets.get().find(name).orElseThrow().failures().all();
        assertTrue(failures.size() >= 3, failures.toString());
        assertTrue(failures.get(0).cause().contains("its agent did not connect within 1 s"), failures.toString());
        Trial.until(
                Duration.ofSeconds(20),
                "the console is kept",
                () -> Http.anonymous()
                        .get("cloud/" + name + "/machine/" + failures.get(0).name() + "/")
                        .body()
                        .contains("console of " + failures.get(0).name()));
        assertTrue(place.created.get() <= 4, place.created + " machines for three failures");
        Counter counted = counter(name, "failures-booting");
        assertTrue(counted.getCount() >= 3, "failures are not counted");
        assertTrue(findings().contains("template " + name + " is paused until"), findings());
        String manage = Http.anonymous().get("manage/").body();
        assertTrue(manage.contains("Immutable agents need attention"), manage);
        assertTrue(manage.contains("its agent did not connect within 1 s"), manage);
        build.cancel();
    }

    @Test
    void twoCloudsOfOneNameAreTold() throws Exception {
        StubProvider.cloud(name, 5, StubProvider.template(name));
        ImmutableAgentsCloud second = new ImmutableAgentsCloud(name, new StubProvider(name));
        j.jenkins.clouds.add(second);
        j.jenkins.save();
        Trial.until(
                Duration.ofSeconds(20),
                "the monitor says so",
                () -> findings().contains("two clouds have the name “" + name + "”"));
        assertEquals(1, view().spec().templates().size(), "the fleet does not follow the first one");
        j.jenkins.clouds.remove(second);
        j.jenkins.save();
        Trial.until(Duration.ofSeconds(20), "all is well", () -> !findings().contains(name));
    }

    @Test
    void agentPagesSayWhereItBelongs() throws Exception {
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild build = HeldBuild.queue(name, name);
        String machine = build.started();
        HtmlPage page = j.createWebClient().goTo("computer/" + machine + "/configure");
        String text = page.asNormalizedText();
        assertTrue(text.contains("Change the template " + name + " of the cloud " + name), text);
        String before = Jenkins.XSTREAM2.toXML(j.jenkins.getNode(machine));
        j.submit(page.getFormByName("config"));
        assertEquals(before, Jenkins.XSTREAM2.toXML(j.jenkins.getNode(machine)));
        assertEquals(200, Http.anonymous().get("computer/" + machine + "/").statusCode());
        assertEquals(Result.SUCCESS, build.ended());
    }

    @Test
    void providerWithoutRoomPausesAtOnceAndNamesTheWayOut() throws Exception {
        place.refusal = new ProviderException(ProviderException.Kind.EXHAUSTED, "the quota of 3 cores is used up");
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild build = HeldBuild.queue(name, name);
        Trial.until(
                Duration.ofSeconds(20),
                "the queue item says why",
                () -> String.valueOf(j.jenkins.getQueue().getItem(build.job).getWhy())
                        .contains("the quota of 3 cores is used up"));
        assertEquals(0, place.created.get());

        place.refusal = null;
        assertEquals(
                302,
                Http.anonymous()
                        .postWithCrumb("cloud/" + name + "/page/retry", Map.of("template", name))
                        .statusCode());
        build.started();
        assertEquals(Result.SUCCESS, build.ended());
        assertEquals(Map.of(), view().breakers());
    }

    @Test
    void pausedTemplateBlocksNoOtherAgent() throws Exception {
        place.refusal = new ProviderException(ProviderException.Kind.EXHAUSTED, "full");
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild build = HeldBuild.queue(name, name);
        Trial.until(Duration.ofSeconds(20), "the template is paused", () -> paused(name));
        var agent = j.createOnlineSlave(Label.get(name));
        assertEquals(agent.getNodeName(), build.started());
        assertEquals(Result.SUCCESS, build.ended());
        j.jenkins.removeNode(agent);
    }

    @Test
    void anotherTemplateServesWhatAPausedOneCannot() throws Exception {
        StubPlace.fresh(name + "-full").refusal = new ProviderException(ProviderException.Kind.EXHAUSTED, "full");
        StubProvider.cloud(name + "-full", 5, StubProvider.template(name));
        AgentTemplate fallback = new AgentTemplate("fallback", name, "1");
        StubProvider.cloud(name, 5, fallback);
        HeldBuild build = HeldBuild.queue(name, name);
        assertTrue(build.started().startsWith("fallback-"));
        assertEquals(Result.SUCCESS, build.ended());
    }

    @Test
    void agentsThatCannotBeSavedAreToldAndSavedLater() throws Exception {
        Path nodes = j.jenkins.getRootDir().toPath().resolve("nodes");
        Path aside = nodes.resolveSibling("nodes.aside");
        boolean there = Files.exists(nodes);
        if (there) {
            Files.move(nodes, aside);
        }
        Files.writeString(nodes, "no directory");
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild build = HeldBuild.queue(name, name);

        Trial.until(
                Duration.ofSeconds(20),
                "the monitor says why the machine does not serve",
                () -> findings().contains("its agent could not be added and is tried again: ")
                        && findings().contains("nodes"));
        assertTrue(build.waits());

        Files.delete(nodes);
        if (there) {
            Files.move(aside, nodes);
        }
        String machine = build.started();
        assertEquals(Result.SUCCESS, build.ended());
        assertTrue(Files.exists(nodes.resolve(machine).resolve("config.xml")));
        assertEquals(1, place.created.get(), "one machine was enough");
        Trial.until(Duration.ofSeconds(20), "all is well", () -> !findings().contains("could not be added"));
    }

    @Test
    void figuresAreInTheRegistry() throws Exception {
        StubProvider.cloud(name, 5, StubProvider.template(name));
        HeldBuild build = HeldBuild.queue(name, name);
        build.started();
        assertEquals(Result.SUCCESS, build.ended());
        Timer created = timer(name, "created");
        Trial.until(Duration.ofSeconds(5), "a creation is timed", () -> created.getCount() == 1);
        assertEquals(1, timer(name, "online").getCount());
        Trial.until(Duration.ofSeconds(5), "it is counted", () -> machines(name, "online") == 1);
        Trial.until(
                Duration.ofSeconds(5),
                "idle time is counted",
                () -> counter(name, "idle-seconds").getCount() > 0);
        j.jenkins.clouds.clear();
        j.jenkins.save();
        Trial.until(
                Duration.ofSeconds(60),
                "the fleet ends",
                () -> Fleets.get().find(name).isEmpty());
        assertEquals(0, machines(name, "online"));
        assertEquals(0, machines(name, "terminating"));
    }

    @Test
    void provisionNowSaysWhyNot() throws Exception {
        StubProvider.cloud(name, 5, StubProvider.template(name));
        var answer = Http.anonymous().postWithCrumb("cloud/" + name + "/page/provision", Map.of("template", "none"));
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("there is no template “none” in cloud “" + name + "”"), answer.body());
        assertEquals(
                404, Http.anonymous().get("cloud/" + name + "/machine/none/").statusCode());
        assertEquals(
                404, Http.anonymous().get("cloud/" + name + "/template/none/").statusCode());
        assertNull(j.jenkins.getNode("none"));
    }

    private boolean paused(String template) {
        var breaker = view().breakers().get(template);
        return breaker != null && breaker.until() != null;
    }

    private static String findings() {
        return ExtensionList.lookupSingleton(FleetMonitor.class).getFindings().stream()
                .map(FleetMonitor.Finding::getText)
                .toList()
                .toString();
    }

    private static Counter counter(String fleet, String figure) {
        return Metrics.metricRegistry().counter("jenkins.job.fleet-" + fleet + '-' + figure);
    }

    private static long machines(String fleet, String phase) {
        Metric gauge = Metrics.metricRegistry().getMetrics().get("jenkins.node.fleet-" + fleet + "-machines-" + phase);
        return ((Number) ((Gauge<?>) gauge).getValue()).longValue();
    }

    private static Timer timer(String fleet, String figure) {
        return Metrics.metricRegistry().timer("jenkins.job.fleet-" + fleet + '-' + figure);
    }

    private FleetView view() {
        return Fleets.get().find(name).orElseThrow().view();
    }

    /** A template whose machines have a second to register. */
    static final class Hasty extends AgentTemplate {
        Hasty(String name) {
            super(name, name, "1");
        }

        @Override
        public TemplateSpec spec(String providerId) {
            TemplateSpec patient = super.spec(providerId);
            return new TemplateSpec(
                    patient.name(),
                    patient.provider(),
                    patient.image(),
                    patient.executors(),
                    patient.maxUses(),
                    patient.spare(),
                    patient.cap(),
                    patient.idle(),
                    patient.lease(),
                    new TemplateSpec.Limits(
                            patient.limits().create(),
                            Duration.ofSeconds(1),
                            patient.limits().offline()),
                    patient.settings());
        }

        @Override
        @SuppressWarnings("unchecked")
        public Descriptor<AgentTemplate> getDescriptor() {
            return Jenkins.get().getDescriptorOrDie(AgentTemplate.class);
        }
    }
}
