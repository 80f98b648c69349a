package io.jenkins.plugins.calvinverse.artefacts.trigger;

import hudson.Extension;
import hudson.model.UnprotectedRootAction;
import io.calvinverse.artefacts.arrival.Arrival;
import io.jenkins.plugins.calvinverse.artefacts.ArtefactsConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * Where servers tell of arriving artefacts: {@code POST <Jenkins>/artefact-arrival/<sender>}. Who knows the sender's secret is believed,
 * nobody else; a session or a crumb has no meaning here. What was answered with 200 is on disk.
 */
@Extension
public class ArrivalEndpoint implements UnprotectedRootAction {
    static final String URL = "artefact-arrival";

    private static final Logger LOGGER = Logger.getLogger(ArrivalEndpoint.class.getName());
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int PATIENCE_SECONDS = 20;

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @POST
    public HttpResponse doDynamic(StaplerRequest2 request) throws IOException {
        String name = request.getRestOfPath().replaceFirst("^/", "");
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return HttpResponses.errorWithoutStack(413, "more than " + MOST_BYTES + " bytes");
        }
        NotificationSender sender = ArtefactsConfiguration.get().sender(name).orElse(null);
        String secret = sender == null ? null : sender.secret().orElse(null);
        // Nobody learns here which senders there are.
        if (secret == null || !sender.notification().isAuthentic(request::getHeader, body, secret)) {
            LOGGER.info(() -> "A notification of arriving artefacts was refused: "
                    + (sender == null
                            ? "no sender of that name is configured"
                            : "it does not prove that it comes from " + sender.getName()
                                    + ", or the credential of that does not exist"));
            return HttpResponses.errorWithoutStack(403, "not known");
        }
        List<Arrival> arrivals;
        try {
            arrivals = sender.notification().read(name, body);
        } catch (IOException e) {
            return HttpResponses.errorWithoutStack(400, "no JSON");
        }
        try {
            int fresh = Arrivals.get().take(arrivals).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return HttpResponses.text("new: " + fresh + "\n");
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "Arrived artefacts could not be noted; their server is asked to tell them again");
            return HttpResponses.errorWithoutStack(503, "later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HttpResponses.errorWithoutStack(503, "later");
        }
    }
}
