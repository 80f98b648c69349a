package io.jenkins.plugins.calvinverse.environments.definition;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.calvinverse.environments.discovery.Endpoint;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A service that answers at fixed addresses: all there is without Consul, and what is outside of it with Consul. */
public class StaticService extends AbstractDescribableImpl<StaticService> {
    private final String service;
    private final String addresses;
    private String tag;

    /**
     * @param service name as pipelines say it
     * @param addresses one {@code host:port} a line
     */
    @DataBoundConstructor
    public StaticService(String service, String addresses) {
        Refusal.unless(Syntax.service(service));
        Refusal.unless(checkAddresses(service, addresses));
        this.service = service;
        this.addresses = Lines.tidy(addresses);
    }

    public String getService() {
        return service;
    }

    public String getAddresses() {
        return addresses;
    }

    /** Which of a service's parts this is, such as {@code write-production}; null for all. */
    public String getTag() {
        return tag;
    }

    @DataBoundSetter
    public void setTag(String tag) {
        this.tag = Util.fixEmptyAndTrim(tag);
        Refusal.unless(Syntax.tag(this.tag));
    }

    public List<Endpoint> endpoints() {
        return Lines.of(addresses).stream().map(HostAndPort::parse).toList();
    }

    /** Service and tag as they are spoken of. */
    String title() {
        return tag == null ? service : tag + "." + service;
    }

    private static String checkAddresses(String service, String addresses) {
        List<String> all = Lines.of(addresses);
        if (all.isEmpty()) {
            return Messages.StaticService_NoAddress(service);
        }
        return all.stream()
                .map(Syntax::hostAndPort)
                .filter(wrong -> wrong != null)
                .findFirst()
                .orElse(null);
    }

    @Extension
    @Symbol("staticService")
    public static class DescriptorImpl extends Descriptor<StaticService> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.StaticService_DisplayName();
        }

        @POST
        public FormValidation doCheckService(@QueryParameter String value) {
            return Refusal.field(Syntax.service(value));
        }

        @POST
        public FormValidation doCheckTag(@QueryParameter String value) {
            return Refusal.field(Syntax.tag(Util.fixEmptyAndTrim(value)));
        }

        @POST
        public FormValidation doCheckAddresses(@QueryParameter String service, @QueryParameter String value) {
            return Refusal.field(checkAddresses(service, value));
        }
    }
}
