package io.jenkins.plugins.calvinverse.environments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.ItemGroup;
import hudson.model.Result;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.folder.AllowedEnvironments;
import io.jenkins.plugins.calvinverse.environments.step.WithEnvironmentStep;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Which environment a build uses, and what it is told otherwise. */
class WithEnvironmentTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void pinsAnEnvironmentAlsoAcrossARestart() throws Throwable {
        sessions.then(j -> {
            configure("test", "production");
            new SnippetizerTester(j)
                    .assertRoundTrip(
                            new WithEnvironmentStep("test"), "withEnvironment('test') {\n    // some block\n}");
            WorkflowJob job = job(j.jenkins, "pinned", """
                    withEnvironment('test') {
                      echo "outer ${env.CALVINVERSE_ENVIRONMENT} ${env.CALVINVERSE_DOMAIN}"
                      withEnvironment('production') {
                        semaphore 'inside'
                        echo "inner ${env.CALVINVERSE_ENVIRONMENT}"
                      }
                      echo "again ${env.CALVINVERSE_ENVIRONMENT}"
                    }
                    echo "after ${env.CALVINVERSE_ENVIRONMENT}"
                    """);
            SemaphoreStep.waitForStart("inside/1", job.scheduleBuild2(0).waitForStart());
        });
        sessions.then(j -> {
            WorkflowRun build =
                    j.jenkins.getItemByFullName("pinned", WorkflowJob.class).getLastBuild();
            SemaphoreStep.success("inside/1", null);
            j.assertBuildStatusSuccess(j.waitForCompletion(build));
            for (String line : List.of("outer test consulverse", "inner production", "again test", "after null")) {
                j.assertLogContains(line, build);
            }
            refusesWhatIsNotThere(j);
            foldersNarrowIt(j);
        });
    }

    private static void refusesWhatIsNotThere(JenkinsRule j) throws Exception {
        fails(j, j.jenkins, "unknown", "There is no environment “tset”; there are: test, production", "tset");
        EnvironmentsConfiguration.get().setEnvironments(List.of());
        fails(j, j.jenkins, "none", "none may use no environment", "test");
        configure("test", "production");
    }

    private static void foldersNarrowIt(JenkinsRule j) throws Exception {
        Folder folder = j.jenkins.createProject(Folder.class, "folder");
        folder.addProperty(new AllowedEnvironments("test"));
        Folder inner = folder.createProject(Folder.class, "inner");
        fails(
                j,
                inner,
                "refused",
                "The environment “production” is not allowed for folder/inner/refused; a folder around it allows: test",
                "production");
        WorkflowJob allowed =
                job(inner, "allowed", "withEnvironment('test') { echo 'in ' + env.CALVINVERSE_ENVIRONMENT }");
        j.assertLogContains("in test", j.buildAndAssertSuccess(allowed));
        inner.addProperty(new AllowedEnvironments("production"));
        fails(
                j,
                inner,
                "nothing",
                "“test” is not allowed for folder/inner/nothing; a folder around it allows: none",
                "test");
    }

    private static void fails(
            JenkinsRule j, ItemGroup<? extends TopLevelItem> where, String name, String why, String environment)
            throws Exception {
        WorkflowJob job = job(where, name, "withEnvironment('" + environment + "') { echo 'ran' }");
        WorkflowRun build = j.buildAndAssertStatus(Result.FAILURE, job);
        String log = JenkinsRule.getLog(build);
        assertTrue(log.contains(why), log);
        j.assertLogNotContains("ran\n", build);
    }

    private static WorkflowJob job(ItemGroup<? extends TopLevelItem> where, String name, String script)
            throws Exception {
        WorkflowJob job = (WorkflowJob) ((ModifiableTopLevelItemGroup) where)
                .createProject(
                        jenkins.model.Jenkins.get().getDescriptorByType(WorkflowJob.DescriptorImpl.class), name, true);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static void configure(String... names) {
        EnvironmentsConfiguration.get()
                .setEnvironments(Stream.of(names).map(Environment::new).toList());
    }
}
