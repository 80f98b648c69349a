package io.jenkins.plugins.calvinverse.provisioner;

import static io.jenkins.plugins.calvinverse.provisioner.TemplateFormTest.input;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.provider.ProcessAgentProvider;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlFormUtil;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Clouds through their forms. */
@WithJenkins
class CloudFormTest {
    private static JenkinsRule j;

    @BeforeAll
    static void remember(JenkinsRule rule) {
        j = rule;
    }

    @BeforeEach
    void configure() throws Exception {
        j.jenkins.clouds.clear();
        Trial.cloud(TemplateFormTest.full(), Trial.template("plain"));
    }

    @Test
    void savingKeepsTheTemplates() throws Exception {
        String before = xml("trial");
        j.submit(form("cloud/trial/configure"));
        assertEquals(before, xml("trial"));

        HtmlForm form = form("cloud/trial/configure");
        input(form, "cap").setValue("7");
        input(form, "controllerUrl").setValue("https://ci.example.org/builds/");
        input(form, "root").setValue("/srv/machines");
        j.submit(form);

        ImmutableAgentsCloud saved = cloud("trial");
        assertEquals(7, saved.getCap());
        assertEquals("https://ci.example.org/builds/", saved.getControllerUrl());
        assertEquals("/srv/machines", ((ProcessAgentProvider) saved.getProvider()).getRoot());
        assertEquals(2, saved.getTemplates().size());
        Trial.until(
                Duration.ofSeconds(20),
                "the fleet follows",
                () -> Trial.view().spec().cap() == 7);
    }

    @Test
    void newCloudHasTheDefaults() throws Exception {
        HtmlPage page = j.createWebClient().goTo("cloud/new");
        HtmlForm first = page.getFormByName("createItem");
        first.getInputByName("name").setValue("made here");
        first.getInputByValue(
                        j.jenkins.getDescriptor(ImmutableAgentsCloud.class).getId())
                .click();
        HtmlForm second = ((HtmlPage) HtmlFormUtil.submit(first)).getFormByName("config");
        j.submit(second);

        ImmutableAgentsCloud made = cloud("made here");
        assertEquals(10, made.getCap());
        assertNull(made.getControllerUrl());
        assertTrue(made.getTemplates().isEmpty());
        assertTrue(made.getProvider() instanceof ProcessAgentProvider);
        Trial.until(
                Duration.ofSeconds(20),
                "its fleet runs",
                () -> Fleets.get().find("made here").isPresent());
        String shown = j.createWebClient().goTo(made.getUrl()).asNormalizedText();
        assertTrue(shown.contains("There is no template yet"), shown);
    }

    @Test
    void copyHasTheTemplates() throws Exception {
        Http.anonymous()
                .postWithCrumb("cloud/create", Map.of("name", "second", "mode", "copy", "from", "trial", "json", "{}"));
        assertEquals(xml("trial").replace("<name>trial</name>", "<name>second</name>"), xml("second"));
    }

    @Test
    void renamedCloudHasItsTemplatesAndNoOtherFleet() throws Exception {
        HtmlForm form = form("cloud/trial/configure");
        input(form, "name").setValue("other");
        j.submit(form);

        assertNull(j.jenkins.getCloud("trial"));
        assertEquals(2, cloud("other").getTemplates().size());
        Trial.until(
                Duration.ofSeconds(20),
                "the fleets follow",
                () -> Fleets.get().all().stream().map(f -> f.name()).toList().equals(List.of("other")));
    }

    @Test
    void nonsenseIsRefusedWithItsReason() throws Exception {
        StubProvider.cloud("taken", 1);
        refused("name", "a/b", "“a/b” is not a name for a cloud");
        refused("name", "..", "“..” is not a name for a cloud");
        refused("name", "", "name");
        refused("name", "taken", "taken");
        refused("cap", "0", "cap is 0");
        refused("cap", "many", "cap is “many”");
        refused("cap", "", "cap is “”");
        refused("controllerUrl", "ftp://x/", "“ftp://x/” is not a URL machines can use");
        refused("controllerUrl", "http://user:secret@x/", "is not a URL machines can use");
        refused("controllerUrl", "http://x/?y", "is not a URL machines can use");
        refused("controllerUrl", "ci", "“ci” is not a URL machines can use");
        refused("provider", provider("root", "relative"), "“relative” is not an absolute path");
        refused("provider", provider("java", "java"), "“java” is not an absolute path");
        refused("provider", null, "has no provider");
    }

    @Test
    void templatesMustSuitAnotherProvider() throws Exception {
        JSONObject stub = new JSONObject();
        stub.putAll(Map.of("$class", StubProvider.class.getName(), "place", "x"));
        refused("provider", stub, "template “full”: this provider has no template settings");
    }

    @Test
    void testConnectionTellsWhatTheProbeFound() throws Exception {
        String path = "descriptorByName/" + ProcessAgentProvider.class.getName() + "/testConnection";
        String fine = Http.anonymous().postWithCrumb(path, Map.of()).body();
        assertTrue(fine.contains("Java " + System.getProperty("java.version")), fine);
        assertTrue(fine.contains("0 machines"), fine);

        String file = Path.of("pom.xml").toAbsolutePath().toString();
        String wrong =
                Http.anonymous().postWithCrumb(path, Map.of("java", file)).body();
        assertTrue(wrong.contains("error"), wrong);
        assertTrue(wrong.contains(file + " cannot be executed"), wrong);

        String relative =
                Http.anonymous().postWithCrumb(path, Map.of("root", "x")).body();
        assertTrue(relative.contains("“x” is not an absolute path"), relative);
    }

    @Test
    void buttonShowsTheProbe() throws Exception {
        HtmlPage page = j.createWebClient().goTo("cloud/trial/configure");
        HtmlButton button = page.getFormByName("config").getElementsByTagName("button").stream()
                .map(HtmlButton.class::cast)
                .filter(b -> b.getTextContent().contains("Test connection"))
                .findFirst()
                .orElseThrow();
        button.click();
        page.getWebClient().waitForBackgroundJavaScript(20_000);
        String text = page.asNormalizedText();
        assertTrue(text.contains("Java " + System.getProperty("java.version")), text);
    }

    private static JSONObject provider(String field, String value) {
        JSONObject provider = new JSONObject();
        provider.putAll(Map.of("$class", ProcessAgentProvider.class.getName(), field, value));
        return provider;
    }

    private static void refused(String field, Object value, String reason) throws Exception {
        String before = xml("trial");
        JSONObject form = new JSONObject();
        form.putAll(Map.of("name", "trial", "cap", "10", "controllerUrl", ""));
        form.put("provider", provider("root", ""));
        if (value == null) {
            form.remove(field);
        } else {
            form.put(field, value);
        }

        HttpResponse<String> answer =
                Http.anonymous().postWithCrumb("cloud/trial/configSubmit", Map.of("json", form.toString()));

        assertEquals(400, answer.statusCode(), reason + ": " + answer.body());
        assertTrue(answer.body().contains(reason), reason + ": " + answer.body());
        assertEquals(before, xml("trial"));
    }

    private static HtmlForm form(String path) throws Exception {
        return j.createWebClient().goTo(path).getFormByName("config");
    }

    /** Without the actions, which core adds when somebody looks at the page. */
    private static String xml(String name) {
        return Jenkins.XSTREAM.toXML(cloud(name)).replace("\n  <actions/>", "");
    }

    private static ImmutableAgentsCloud cloud(String name) {
        return (ImmutableAgentsCloud) j.jenkins.getCloud(name);
    }
}
