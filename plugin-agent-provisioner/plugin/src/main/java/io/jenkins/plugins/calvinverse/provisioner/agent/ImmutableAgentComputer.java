package io.jenkins.plugins.calvinverse.provisioner.agent;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.remoting.Channel;
import hudson.slaves.AbstractCloudComputer;
import hudson.util.FormApply;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.stats.CloudActivities;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.cloudstats.ProvisioningActivity;
import org.jenkinsci.plugins.cloudstats.TrackedItem;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.POST;

/** The live side of an {@link ImmutableAgent}. */
public class ImmutableAgentComputer extends AbstractCloudComputer<ImmutableAgent> implements TrackedItem {
    private final String cloud;
    private final ProvisioningActivity.Id id;

    ImmutableAgentComputer(ImmutableAgent agent) {
        super(agent);
        this.cloud = agent.getCloud();
        this.id = agent.getId();
    }

    @Override
    public ProvisioningActivity.Id getId() {
        return id;
    }

    /** Name of the cloud it belongs to. */
    public String getCloud() {
        return cloud;
    }

    /** Wakes its fleet: something about this agent changed. */
    void changed() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        if (jenkins != null && !jenkins.isTerminating()) {
            Fleets.get().find(cloud).ifPresent(Fleet::wake);
        }
    }

    /**
     * The machine connects by itself. When core removes many agents it makes computers again of some that are gone, and
     * launches them: a thread each, told to all listeners.
     */
    @Override
    protected Future<?> _connect(boolean forceReconnect) {
        return CompletableFuture.completedFuture(null);
    }

    /** Listeners are told that it is online in here; {@link CloudActivities} says why cloud-stats may not save then. */
    @Override
    public void setChannel(@NonNull Channel channel, OutputStream launchLog, Channel.Listener listener)
            throws IOException, InterruptedException {
        try (CloudActivities.Noting unsaved = CloudActivities.get().noting()) {
            super.setChannel(channel, launchLog, listener);
        }
    }

    /** There is nothing to change; core's own would miss the fields that the form does not have. */
    @POST
    @Override
    public void doConfigSubmit(StaplerRequest2 req, StaplerResponse2 rsp) throws IOException, ServletException {
        checkPermission(CONFIGURE);
        FormApply.success("../" + Util.rawEncode(getName()) + '/').generateResponse(req, rsp, null);
    }

    /** “Delete agent” destroys the machine; the node goes with it. */
    @RequirePOST
    @Override
    public HttpResponse doDoDelete() {
        checkPermission(DELETE);
        Fleets.get().find(cloud).ifPresent(f -> {
            f.reconciler()
                    .destroy(
                            getName(),
                            "it was deleted by "
                                    + jenkins.model.Jenkins.getAuthentication2().getName());
            f.wake();
        });
        return new HttpRedirect("..");
    }
}
