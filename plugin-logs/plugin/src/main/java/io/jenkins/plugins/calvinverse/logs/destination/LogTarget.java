package io.jenkins.plugins.calvinverse.logs.destination;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import io.calvinverse.logs.ship.Outcome;
import io.calvinverse.logs.ship.Target;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.kohsuke.stapler.DataBoundSetter;

/** Where logs are shipped to, as configured. */
public abstract class LogTarget extends AbstractDescribableImpl<LogTarget> implements ExtensionPoint {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    private final String name;
    private Tls tls;
    private ServiceAddress service;

    /** @param name short and lasting: what was confirmed is noted under it */
    protected LogTarget(String name) {
        Refusal.unless(checkName(name));
        this.name = name;
    }

    public final String getName() {
        return name;
    }

    /** Null without TLS. */
    public final Tls getTls() {
        return tls;
    }

    @DataBoundSetter
    public final void setTls(Tls tls) {
        this.tls = tls;
    }

    /** Null for the addresses given here. */
    public final ServiceAddress getService() {
        return service;
    }

    @DataBoundSetter
    public final void setService(ServiceAddress service) {
        this.service = service;
    }

    /** Addresses as given, to be tried in turn; may be empty when a service is named. */
    public abstract List<String> addressList();

    /** What does not go together, or null. Reads credentials, nothing else. */
    public String problem() {
        if (service == null && addressList().isEmpty()) {
            return Messages.LogTarget_NoAddress(name);
        }
        return tls == null ? null : tls.problem();
    }

    /**
     * Makes the engine's target; connects to nothing.
     *
     * @param addresses at least one
     */
    public abstract Target open(List<String> addresses, Surroundings around);

    /**
     * Looks at the far end for a record that was sent and confirmed. May take as long as a few requests.
     *
     * @return what is to be seen there, for people
     * @throws IOException with what is wrong
     */
    public abstract String look(List<String> addresses, Surroundings around, String id, Outcome outcome)
            throws IOException, InterruptedException;

    static String checkName(String name) {
        return name != null && NAME.matcher(name).matches() ? null : Messages.LogTarget_Name(name);
    }

    @Override
    public TargetDescriptor getDescriptor() {
        return (TargetDescriptor) super.getDescriptor();
    }
}
