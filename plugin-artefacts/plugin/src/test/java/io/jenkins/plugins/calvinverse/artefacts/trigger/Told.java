package io.jenkins.plugins.calvinverse.artefacts.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.calvinverse.artefacts.ArtefactsConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** A job that waits for artefacts, and a sender who is known. */
final class Told {
    static final String SECRET = "geheim-zugestellt";

    private Told() {}

    static void known(String kind) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "told", "", Secret.fromString(SECRET)));
        SystemCredentialsProvider.getInstance().save();
        ArtefactsConfiguration.get().setSenders(List.of(new NotificationSender("server", kind, "told")));
    }

    static WorkflowJob job(String name, ArtefactTrigger trigger) throws Exception {
        WorkflowJob job = Jenkins.get().createProject(WorkflowJob.class, name);
        job.setQuietPeriod(0);
        job.setDefinition(new CpsFlowDefinition(
                "echo \"for ${env.ARTEFACT_FORMAT} ${env.ARTEFACT_NAME} ${env.ARTEFACT_VERSION}"
                        + " ${env.ARTEFACT_DIGEST}.\"",
                true));
        job.addTrigger(trigger);
        return job;
    }

    /** The build of that number, when it has ended well. */
    static WorkflowRun build(WorkflowJob job, int number) throws Exception {
        until(
                job.getName() + " #" + number,
                () -> job.getBuildByNumber(number) != null
                        && !job.getBuildByNumber(number).isBuilding());
        WorkflowRun build = job.getBuildByNumber(number);
        assertEquals(hudson.model.Result.SUCCESS, build.getResult());
        return build;
    }

    static void until(String what, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "waited for " + what);
            Thread.sleep(50);
        }
    }

    static String gitea(int number, String name, String version) {
        return "{\"action\": \"created\", \"package\": {\"id\": " + number
                + ", \"owner\": {\"login\": \"acme\"}, \"name\": \"" + name + "\", \"version\": \"" + version
                + "\", \"type\": \"nuget\"}}";
    }

    /** As Gitea sends it. */
    static HttpResponse<String> tell(URI jenkins, String sender, String body, String secret) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(jenkins.resolve("artefact-arrival/" + sender))
                .header("Content-Type", "application/json")
                .header("X-Gitea-Signature", signature(body, secret))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String signature(String body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
