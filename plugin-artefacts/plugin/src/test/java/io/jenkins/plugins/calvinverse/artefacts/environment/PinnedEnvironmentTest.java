package io.jenkins.plugins.calvinverse.artefacts.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import hudson.model.Result;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import io.jenkins.plugins.calvinverse.environments.definition.StaticService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What {@code withEnvironment} pins holds for the steps of this plugin, and services stand for Calvinverse's repositories. */
@WithJenkins
class PinnedEnvironmentTest {
    private final Queue<String> test = new ConcurrentLinkedQueue<>();
    private final Queue<String> production = new ConcurrentLinkedQueue<>();

    @Test
    void aStepAsksTheEnvironmentAroundIt(JenkinsRule jenkins) throws Exception {
        HttpServer one = server(test);
        HttpServer two = server(production);
        try {
            EnvironmentsConfiguration.get()
                    .setEnvironments(List.of(environment("test", one), environment("production", two)));
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "pinned");
            job.setDefinition(new CpsFlowDefinition("""
                    node {
                      writeFile file: 'a.txt', text: 'x'
                      withEnvironment('production') {
                        publishRaw to: 'write-production.artefacts', files: 'a.txt'
                      }
                    }
                    """, true));
            jenkins.buildAndAssertStatus(Result.FAILURE, job);
        } finally {
            one.stop(0);
            two.stop(0);
        }
        assertTrue(test.isEmpty(), test::toString);
        assertTrue(
                production.stream().anyMatch(path -> path.startsWith("/artefacts/repository/artefacts-production/")),
                production::toString);
        assertFalse(
                production.stream().anyMatch(path -> path.contains("artefacts-production-write")),
                production::toString);
    }

    /** Has one repository, refuses uploads, and notes what was asked for. */
    private static HttpServer server(Queue<String> asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            byte[] list =
                    "[{\"name\":\"artefacts-production\",\"format\":\"raw\",\"type\":\"hosted\"}]".getBytes(UTF_8);
            boolean asks = exchange.getRequestURI().getPath().endsWith("/v1/repositories");
            exchange.sendResponseHeaders(asks ? 200 : 403, asks ? list.length : -1);
            if (asks) {
                exchange.getResponseBody().write(list);
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Environment environment(String name, HttpServer server) {
        StaticService nexus = new StaticService(
                "artefacts", "127.0.0.1:" + server.getAddress().getPort());
        nexus.setTag("write-production");
        Environment environment = new Environment(name);
        environment.setStaticServices(List.of(nexus));
        return environment;
    }
}
