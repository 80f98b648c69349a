package io.jenkins.plugins.calvinverse.provisioner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.JDK;
import hudson.model.Node;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import hudson.slaves.EnvironmentVariablesNodeProperty.Entry;
import hudson.tools.ToolLocationNodeProperty;
import hudson.tools.ToolLocationNodeProperty.ToolLocation;
import io.jenkins.plugins.calvinverse.provisioner.cloud.AgentTemplate;
import io.jenkins.plugins.calvinverse.provisioner.cloud.ImmutableAgentsCloud;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlFormUtil;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Templates through their forms. */
@WithJenkins
class TemplateFormTest {
    private static final String CLOUD = "cloud/trial/";
    private static JenkinsRule j;

    @BeforeAll
    static void remember(JenkinsRule rule) {
        j = rule;
    }

    @BeforeEach
    void configure() throws Exception {
        AgentTemplate plain = Trial.template("plain");
        plain.setSettings("");
        Trial.cloud(full(), plain);
    }

    @Test
    void savingChangesNothingThatWasNotChanged() throws Exception {
        for (String name : List.of("full", "plain")) {
            String before = xml(name);
            j.submit(form(CLOUD + "template/" + name + "/"));
            assertEquals(before, xml(name));
            assertEquals(List.of("full", "plain"), names());
        }
    }

    @Test
    void everyFieldIsTaken() throws Exception {
        HtmlForm form = form(CLOUD + "template/plain/");
        Map<String, String> values = Map.ofEntries(
                Map.entry("name", "renamed"),
                Map.entry("labels", "one two"),
                Map.entry("image", "2.0.1"),
                Map.entry("executors", "2"),
                Map.entry("uses", "3"),
                Map.entry("idleMinutes", "4"),
                Map.entry("spare", "5"),
                Map.entry("cap", "6"),
                Map.entry("createMinutes", "7"),
                Map.entry("bootMinutes", "8"),
                Map.entry("connectMinutes", "10"),
                Map.entry("offlineMinutes", "9"),
                Map.entry("leaseHours", "11"),
                Map.entry("remoteFs", "/agent"));
        values.forEach((field, value) -> input(form, field).setValue(value));
        form.getSelectByName("_.mode").setSelectedAttribute("NORMAL", true);
        HtmlTextArea settings = form.getTextAreaByName("_.settings");
        settings.setText("heap=65m\n# comment\nenvironment.A=b");
        j.submit(form);

        assertEquals(List.of("full", "renamed"), names());
        AgentTemplate saved = template("renamed");
        assertEquals("one two", saved.getLabels());
        assertEquals("2.0.1", saved.getImage());
        assertEquals(2, saved.getExecutors());
        assertEquals(3, saved.getUses());
        assertEquals(4, saved.getIdleMinutes());
        assertEquals(5, saved.getSpare());
        assertEquals(6, saved.getCap());
        assertEquals(7, saved.getCreateMinutes());
        assertEquals(8, saved.getBootMinutes());
        assertEquals(10, saved.getConnectMinutes());
        assertEquals(9, saved.getOfflineMinutes());
        assertEquals(11, saved.getLeaseHours());
        assertEquals("/agent", saved.getRemoteFs());
        assertEquals(Node.Mode.NORMAL, saved.getMode());
        assertEquals(
                List.of("heap=65m", "# comment", "environment.A=b"),
                saved.getSettings().lines().toList());
    }

    @Test
    void newTemplateHasTheDefaults() throws Exception {
        HtmlForm form = form(CLOUD + "page/new");
        input(form, "name").setValue("fresh");
        input(form, "labels").setValue("fresh");
        input(form, "image").setValue("1");
        j.submit(form);

        assertEquals(List.of("full", "plain", "fresh"), names());
        AgentTemplate expected = new AgentTemplate("fresh", "fresh", "1");
        assertEquals(Jenkins.XSTREAM.toXML(expected), xml("fresh"));
    }

    @Test
    void copyHasEverythingButTheName() throws Exception {
        HtmlPage page = j.createWebClient().goTo(CLOUD + "template/full/");
        HtmlForm form = ((HtmlPage) page.getAnchorByText("Copy").click()).getFormByName("config");
        input(form, "name").setValue("copy");
        j.submit(form);

        assertEquals(List.of("full", "plain", "copy"), names());
        assertEquals(xml("full").replace("<name>full</name>", "<name>copy</name>"), xml("copy"));
    }

    @Test
    void deleteTakesOneTemplateAway() throws Exception {
        j.submit(j.createWebClient().goTo(CLOUD + "template/full/").getFormByName("delete"));
        assertEquals(List.of("plain"), names());
    }

    @Test
    void nonsenseIsRefusedWithItsReason() throws Exception {
        refused("name", "Not A Name", "Not A Name");
        refused("name", "", "not a template name");
        refused("name", "full", "two templates");
        refused("labels", "a||b", "a||b");
        refused("labels", " ", "at least one label");
        refused("image", "", "image version");
        refused("executors", "0", "executors is 0");
        refused("uses", "-1", "uses is -1");
        refused("idleMinutes", "-1", "idleMinutes is -1");
        refused("spare", "11", "11 spare machines do not fit");
        refused("cap", "0", "cap is 0");
        refused("cap", "many", "cap is “many”");
        refused("uses", "", "uses is “”");
        refused("cap", "99999999999", "cap is “99999999999”");
        refused("spare", "1.5", "spare is “1.5”");
        refused("leaseHours", "0", "leaseHours is 0");
        refused("createMinutes", "0", "createMinutes is 0");
        refused("bootMinutes", "0", "bootMinutes is 0");
        refused("connectMinutes", "0", "connectMinutes is 0");
        refused("offlineMinutes", "0", "offlineMinutes is 0");
    }

    @Test
    void nonsenseForTheProviderIsRefusedWithItsReason() throws Exception {
        refused("settings", "just words", "“just words” is not a setting");
        refused("settings", "=x", "“=x” is not a setting");
        refused("settings", "heap=1m\nheap=2m", "“heap” is given twice");
        refused("settings", "memory=4", "is not known; there are heap, jar and environment.NAME");
        refused("settings", "heap=lots", "it takes a number and k, m or g");
        refused("settings", "jar=relative.jar", "it takes an absolute path");
    }

    @Test
    void refusalIsAPageAndNoStackTrace() throws Exception {
        HtmlForm form = form(CLOUD + "template/plain/");
        input(form, "name").setValue("Not A Name");
        String before = Jenkins.XSTREAM.toXML(cloud());
        form.getPage().getWebClient().getOptions().setThrowExceptionOnFailingStatusCode(false);

        Page answer = HtmlFormUtil.submit(form);

        String text = ((HtmlPage) answer).asNormalizedText();
        assertEquals(400, answer.getWebResponse().getStatusCode(), text);
        assertTrue(text.contains("“Not A Name” is not a template name"), text);
        assertFalse(text.contains("Exception"), text);
        assertEquals(before, Jenkins.XSTREAM.toXML(cloud()));
    }

    @Test
    void fieldsAreCheckedWhileTheyAreFilledIn() throws Exception {
        HtmlPage page = j.createWebClient().goTo(CLOUD + "template/plain/");
        HtmlForm form = page.getFormByName("config");
        input(form, "spare").setValue("11");
        input(form, "spare").fireEvent("change");
        input(form, "name").setValue("No Good");
        input(form, "name").fireEvent("change");
        page.getWebClient().waitForBackgroundJavaScript(10_000);
        String text = page.asNormalizedText();
        assertTrue(text.contains("11 spare machines do not fit under the cap of 10"), text);
        assertTrue(text.contains("“No Good” is not a template name"), text);
    }

    private static void refused(String field, String value, String reason) throws Exception {
        String before = Jenkins.XSTREAM.toXML(cloud());
        JSONObject form = new JSONObject();
        form.putAll(Map.of("name", "plain", "labels", "plain", "image", "1", "mode", "EXCLUSIVE", "cap", "10"));
        form.put(field, value);

        HttpResponse<String> answer =
                Http.anonymous().postWithCrumb(CLOUD + "template/plain/configSubmit", Map.of("json", form.toString()));

        assertEquals(400, answer.statusCode(), reason + ": " + answer.body());
        assertTrue(answer.body().contains(reason), reason + ": " + answer.body());
        assertEquals(before, Jenkins.XSTREAM.toXML(cloud()));
    }

    static HtmlInput input(HtmlForm form, String field) {
        return form.getInputByName("_." + field);
    }

    private static HtmlForm form(String path) throws Exception {
        return j.createWebClient().goTo(path).getFormByName("config");
    }

    private static ImmutableAgentsCloud cloud() {
        return (ImmutableAgentsCloud) j.jenkins.getCloud("trial");
    }

    private static List<String> names() {
        return cloud().getTemplates().stream().map(AgentTemplate::getName).toList();
    }

    private static AgentTemplate template(String name) {
        return cloud().getTemplate(name).getTemplate();
    }

    private static String xml(String name) {
        return Jenkins.XSTREAM.toXML(template(name));
    }

    /** A template in which nothing is as by default. */
    static AgentTemplate full() {
        AgentTemplate full = new AgentTemplate("full", "linux java-17", "1.2.3");
        full.setExecutors(2);
        full.setMode(Node.Mode.NORMAL);
        full.setRemoteFs("/srv/agent");
        full.setUses(3);
        full.setIdleMinutes(4);
        full.setSpare(0);
        full.setCap(6);
        full.setCreateMinutes(7);
        full.setBootMinutes(8);
        full.setConnectMinutes(3);
        full.setEnvironment("former");
        full.setOfflineMinutes(9);
        full.setLeaseHours(12);
        full.setSettings("heap=64m\nenvironment.MORE=less");
        JDK.DescriptorImpl jdk = Jenkins.get().getDescriptorByType(JDK.DescriptorImpl.class);
        jdk.setInstallations(new JDK("jdk17", "/usr/lib/jvm/17"));
        full.setNodeProperties(List.of(
                new EnvironmentVariablesNodeProperty(new Entry("TEAM", "blue"), new Entry("X", "a=b")),
                new ToolLocationNodeProperty(new ArrayList<>(List.of(new ToolLocation(jdk, "jdk17", "/opt/jdk"))))));
        return full;
    }
}
