package io.jenkins.plugins.calvinverse.environments;

import io.calvinverse.parts.ConsulPart;
import io.jenkins.plugins.calvinverse.environments.definition.ConsulAccess;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.StaticService;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** What most tests of steps begin with. */
final class Trial {
    /** Not among the datacenter's names, so it must be named. */
    static final String SHOP = "small-shop";

    private Trial() {}

    /** The datacenter of a real Consul by default, and a shop without any. */
    static void configure(ConsulPart consul) {
        Environment real = new Environment(ConsulPart.DATACENTER);
        ConsulAccess access = new ConsulAccess();
        access.setAddresses(consul.http().toString());
        real.setConsul(access);
        real.setDefaultEnvironment(true);
        Environment shop = new Environment(SHOP);
        StaticService nexus = new StaticService("artefacts", "nexus.example.org:8081");
        nexus.setTag("write-production");
        shop.setStaticServices(List.of(nexus));
        EnvironmentsConfiguration.get().setEnvironments(List.of(real, shop));
    }

    static WorkflowJob job(String name, String script) throws Exception {
        WorkflowJob job = Jenkins.get().getItemByFullName(name, WorkflowJob.class);
        if (job == null) {
            job = Jenkins.get().createProject(WorkflowJob.class, name);
        }
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** The log of a build that succeeds. */
    static String run(JenkinsRule j, String name, String script) throws Exception {
        WorkflowRun build = j.buildAndAssertSuccess(job(name, script));
        return JenkinsRule.getLog(build);
    }

    /** The log of a build that fails. */
    static String fail(JenkinsRule j, String name, String script) throws Exception {
        WorkflowRun build = j.buildAndAssertStatus(hudson.model.Result.FAILURE, job(name, script));
        return JenkinsRule.getLog(build);
    }
}
