package io.jenkins.plugins.calvinverse.provisioner.cloud;

import hudson.model.Computer;
import hudson.model.ModelObject;
import hudson.slaves.Cloud;
import io.calvinverse.provisioner.fleet.Membership;
import io.calvinverse.provisioner.loop.FleetView;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderException;
import io.jenkins.plugins.calvinverse.provisioner.agent.ImmutableAgent;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Failures;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleet;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.verb.POST;

/** One machine, running or failed: where it stands, its console, and what can be done with it. */
public final class MachinePage implements ModelObject {
    private static final int CONSOLE_CHARACTERS = 64 * 1024;
    private static final int CONSOLE_SECONDS = 10;

    private final ImmutableAgentsCloud cloud;
    private final Fleet fleet;
    private final String name;
    private final Machine machine;
    private final Failures.Failed failure;
    private final Membership membership;
    private final String cordon;
    private final Instant now;

    private MachinePage(ImmutableAgentsCloud cloud, Fleet fleet, String name, FleetView view) {
        this.cloud = cloud;
        this.fleet = fleet;
        this.name = name;
        this.machine = view.machines().get(name);
        this.failure = fleet.failures().find(name);
        this.membership = view.memberships().getOrDefault(name, Membership.NONE);
        this.cordon = view.cordoned().get(name);
        this.now = view.at();
    }

    /** The page, or null when nothing is known of the machine. */
    static MachinePage of(ImmutableAgentsCloud cloud, Fleet fleet, String name) {
        MachinePage page = new MachinePage(cloud, fleet, name, fleet.view());
        return page.machine == null && page.failure == null ? null : page;
    }

    @Override
    public String getDisplayName() {
        return name;
    }

    public ImmutableAgentsCloud getCloud() {
        return cloud;
    }

    /** Whether it still exists. */
    public boolean isLive() {
        return machine != null;
    }

    /** URL of its agent below the root, or null when there is none. */
    public String getAgentUrl() {
        ImmutableAgent agent = ImmutableAgent.find(name);
        Computer computer = agent == null ? null : agent.toComputer();
        return computer == null ? null : computer.getUrl();
    }

    public String getTemplate() {
        return machine != null ? machine.template() : failure.template();
    }

    public String getImage() {
        return machine == null ? "" : machine.image();
    }

    /** Its environment and how that sees it; empty without one. */
    public String getEnvironment() {
        if (machine == null || machine.environment().isEmpty()) {
            return "";
        }
        String seen = machine.environment() + ": "
                + switch (membership.state()) {
                    case NONE -> Messages.MachinePage_NoRegistration();
                    case UNCERTAIN -> Messages.MachinePage_Uncertain();
                    case ABSENT -> Messages.MachinePage_Absent();
                    case REGISTERED -> Messages.MachinePage_Registered();
                    case LOST -> Messages.MachinePage_Lost();
                };
        return membership.trouble().isEmpty() ? seen : seen + "; " + membership.trouble();
    }

    /** Where it stands, in a word. */
    public String getPhase() {
        if (machine == null) {
            return Messages.MachinePage_Failed();
        }
        if (machine.phase() == Phase.ONLINE) {
            if (cordon != null) {
                return Messages.MachinePage_Cordoned();
            }
            return machine.running() > 0 ? Messages.MachinePage_Busy() : Messages.MachinePage_Idle();
        }
        String phase = machine.phase().name();
        return phase.charAt(0) + phase.substring(1).toLowerCase(Locale.ROOT);
    }

    /** How long it has been there. */
    public String getSince() {
        return Times.span(machine != null ? machine.since() : failure.at(), now);
    }

    public String getUses() {
        if (machine == null) {
            return "";
        }
        return machine.maxUses() == 0 ? String.valueOf(machine.uses()) : machine.uses() + " / " + machine.maxUses();
    }

    public String getCause() {
        if (cordon != null) {
            return cordon;
        }
        return machine != null ? machine.cause() : failure.cause();
    }

    /** The end of its console; asks the provider for a running machine, for at most {@value #CONSOLE_SECONDS} s. */
    public String getConsole() {
        Provider provider = machine == null ? null : fleet.provider(machine.provider());
        if (provider == null || failure != null && !failure.console().isEmpty()) {
            return failure == null ? "" : failure.console();
        }
        Future<String> console = Computer.threadPoolForRemoting.submit(() -> text(provider));
        try {
            return console.get(CONSOLE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } catch (TimeoutException | ExecutionException e) {
            console.cancel(true);
            return Messages.MachinePage_NoConsole(CONSOLE_SECONDS);
        }
    }

    private String text(Provider provider) throws InterruptedException {
        try {
            return provider.console(name, CONSOLE_CHARACTERS);
        } catch (ProviderException e) {
            return e.getMessage();
        }
    }

    /** Lets it finish its builds, then destroys it. */
    @POST
    public HttpResponse doDrain() {
        cloud.checkPermission(Cloud.PROVISION);
        fleet.reconciler()
                .drain(name, "drained by " + Jenkins.getAuthentication2().getName());
        fleet.wake();
        return new HttpRedirect("../..");
    }

    /** Destroys it and aborts its builds. */
    @POST
    public HttpResponse doDestroy() {
        cloud.checkPermission(Cloud.PROVISION);
        fleet.reconciler()
                .destroy(name, "destroyed by " + Jenkins.getAuthentication2().getName());
        fleet.wake();
        return new HttpRedirect("../..");
    }
}
