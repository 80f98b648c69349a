package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.calvinverse.environments.folder.AllowedEnvironments;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What is written to disk is read again, field by field. */
class SavedConfigurationTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private String written;

    @Test
    void everythingIsReadAgain() throws Throwable {
        sessions.then(j -> {
            ConfigurationAsCode.get()
                    .configure(
                            getClass().getResource("configuration-as-code.yaml").toString());
            written = xml();
            Folder outer = j.jenkins.createProject(Folder.class, "outer");
            outer.addProperty(new AllowedEnvironments("production, small-shop"));
            Folder inner = outer.createProject(Folder.class, "inner");
            inner.addProperty(new AllowedEnvironments("small-shop by-dns"));
            inner.createProject(WorkflowJob.class, "job");
        });
        sessions.then(j -> {
            assertEquals(written, xml());
            assertEquals(3, EnvironmentsConfiguration.get().getEnvironments().size());
            Folder outer = j.jenkins.getItemByFullName("outer", Folder.class);
            WorkflowJob job = j.jenkins.getItemByFullName("outer/inner/job", WorkflowJob.class);
            assertEquals(Set.of("production", "small-shop"), AllowedEnvironments.of(outer));
            assertEquals(Set.of("small-shop"), AllowedEnvironments.of(job));
            Path file = j.jenkins.getRootDir().toPath().resolve(EnvironmentsConfiguration.class.getName() + ".xml");
            String saved = Files.readString(file);
            assertTrue(saved.contains("<name>by-dns</name>"), saved);
            assertFalse(saved.contains("not-a-real-token"), saved);
            j.submit(j.createWebClient().getPage(outer, "configure").getFormByName("config"));
            assertEquals(Set.of("production", "small-shop"), AllowedEnvironments.of(outer));
        });
    }

    private static String xml() {
        return Jenkins.XSTREAM.toXML(
                EnvironmentsConfiguration.get().getEnvironments().toArray());
    }
}
