package io.jenkins.plugins.calvinverse.logs.destination;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.calvinverse.logs.ship.Outcome;
import io.calvinverse.logs.ship.Target;
import io.calvinverse.logs.ship.syslog.SyslogSettings;
import io.calvinverse.logs.ship.syslog.SyslogTarget;
import io.jenkins.plugins.calvinverse.logs.check.Lines;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A syslog receiver: RFC 5424 by TCP, with or without TLS. It confirms nothing. */
public class SyslogLogTarget extends LogTarget {
    /** local0 */
    static final int DEFAULT_FACILITY = 16;

    private static final Duration SETTLE = Duration.ofSeconds(2);

    private String address;
    private int facility = DEFAULT_FACILITY;

    @DataBoundConstructor
    public SyslogLogTarget(String name) {
        super(name);
    }

    /** {@code host:port}; null where a service is named. */
    public String getAddress() {
        return address;
    }

    @DataBoundSetter
    public void setAddress(String address) {
        this.address = Util.fixEmptyAndTrim(address);
        Refusal.unless(checkAddress(this.address));
    }

    /** 0 to 23 (RFC 5424, 6.2.1). */
    public int getFacility() {
        return facility;
    }

    @DataBoundSetter
    public void setFacility(int facility) {
        Refusal.unless(checkFacility(facility));
        this.facility = facility;
    }

    @Override
    public List<String> addressList() {
        return Lines.words(address);
    }

    @Override
    public Target open(List<String> addresses, Surroundings around) {
        HostPort first = HostPort.of(addresses.get(0));
        if (first == null) {
            throw new IllegalStateException(Messages.SyslogLogTarget_Address(addresses.get(0)));
        }
        SyslogSettings settings =
                new SyslogSettings(first.host(), first.port(), facility, around.host(), SETTLE, Surroundings.PATIENCE);
        return new SyslogTarget(getName(), settings, sockets(), around.retry(), around.clock());
    }

    private Supplier<Socket> sockets() {
        Tls tls = getTls();
        if (tls == null) {
            return Socket::new;
        }
        return () -> {
            try {
                return tls.context().getSocketFactory().createSocket();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Override
    public String look(List<String> addresses, Surroundings around, String id, Outcome outcome) {
        return Messages.SyslogLogTarget_Sent(id, addresses.get(0), SETTLE.toSeconds());
    }

    private static String checkAddress(String address) {
        return address == null || HostPort.of(address) != null ? null : Messages.SyslogLogTarget_Address(address);
    }

    private static String checkFacility(int facility) {
        return Refusal.of(() -> new SyslogSettings("some", 601, facility, "some", SETTLE, Surroundings.PATIENCE));
    }

    @Extension
    @Symbol("syslog")
    public static class DescriptorImpl extends TargetDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SyslogLogTarget_DisplayName();
        }

        public int getDefaultFacility() {
            return DEFAULT_FACILITY;
        }

        @POST
        public FormValidation doCheckAddress(@QueryParameter String value) {
            return Refusal.field(checkAddress(Util.fixEmptyAndTrim(value)));
        }

        @POST
        public FormValidation doCheckFacility(@QueryParameter int value) {
            return Refusal.field(checkFacility(value));
        }

        @POST
        public FormValidation doTestRecord(
                @QueryParameter String name,
                @QueryParameter String address,
                @QueryParameter int facility,
                @QueryParameter boolean tls,
                @QueryParameter String caCertificates,
                @QueryParameter String clientCertificateId,
                @QueryParameter String environment,
                @QueryParameter String service,
                @QueryParameter String tag) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return test(() -> {
                SyslogLogTarget target = new SyslogLogTarget(name);
                target.setAddress(address);
                target.setFacility(facility);
                Unchecked.fill(target, tls, caCertificates, clientCertificateId);
                Unchecked.fill(target, address, environment, service, tag);
                return target;
            });
        }
    }
}
