package io.jenkins.plugins.calvinverse.logs.destination;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.logs.ship.Outcome;
import io.calvinverse.logs.ship.Target;
import io.calvinverse.logs.ship.elastic.BulkTarget;
import io.calvinverse.logs.ship.elastic.ElasticSettings;
import io.calvinverse.logs.ship.elastic.IndexLook;
import io.jenkins.plugins.calvinverse.logs.check.Lines;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Elasticsearch from version 7, or OpenSearch, by bulk requests. */
public class ElasticLogTarget extends LogTarget {
    static final String DEFAULT_INDEX = "logs-builds-%{uuuu.MM.dd}";

    private String servers;
    private String index = DEFAULT_INDEX;
    private String credentialsId;

    @DataBoundConstructor
    public ElasticLogTarget(String name) {
        super(name);
    }

    /** URLs, one a line, tried in turn; null where a service is named. */
    public String getServers() {
        return servers;
    }

    @DataBoundSetter
    public void setServers(String servers) {
        Refusal.unless(checkServers(servers));
        this.servers = Util.fixEmpty(String.join("\n", Lines.words(servers)));
    }

    /** Name of the index; {@code %{uuuu.MM.dd}} is the day (UTC) on which the build began. */
    public String getIndex() {
        return index;
    }

    @DataBoundSetter
    public void setIndex(String index) {
        String given = Util.fixEmptyAndTrim(index);
        this.index = given == null ? DEFAULT_INDEX : given;
        Refusal.unless(checkIndex(this.index));
    }

    /** User and password, or a secret text with an API key; null for none. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    protected Object readResolve() {
        if (index == null) {
            index = DEFAULT_INDEX;
        }
        return this;
    }

    @Override
    public List<String> addressList() {
        return Lines.words(servers);
    }

    @Override
    public String problem() {
        String wrong = super.problem();
        return wrong == null ? Logins.problem(credentialsId, true) : wrong;
    }

    /** A service's addresses have no scheme: TLS tells which. */
    private ElasticSettings settings(List<String> addresses) {
        String scheme = getTls() == null ? "http://" : "https://";
        return new ElasticSettings(
                addresses.stream()
                        .map(a -> URI.create(a.contains("://") ? a : scheme + a))
                        .toList(),
                index,
                Surroundings.PATIENCE.multipliedBy(3));
    }

    private HttpClient client(Surroundings around) {
        HttpClient.Builder builder = around.http().get();
        if (getTls() != null) {
            builder.sslContext(getTls().context());
        }
        return builder.build();
    }

    private Supplier<String> authorization() {
        return credentialsId == null ? null : () -> Logins.authorization(credentialsId);
    }

    @Override
    public Target open(List<String> addresses, Surroundings around) {
        return new BulkTarget(getName(), settings(addresses), client(around), authorization(), around.retry());
    }

    @Override
    public String look(List<String> addresses, Surroundings around, String id, Outcome outcome)
            throws IOException, InterruptedException {
        IndexLook look = new IndexLook(settings(addresses), client(around), authorization());
        Instant now = around.clock().instant();
        String version = look.version();
        if (!look.has(id, now)) {
            throw new IOException(Messages.ElasticLogTarget_Vanished(id, look.index(now)));
        }
        return Messages.ElasticLogTarget_Arrived(id, look.index(now), version);
    }

    private static String checkServers(String servers) {
        List<String> given = Lines.words(servers);
        return given.isEmpty()
                ? null
                : Refusal.of(() ->
                        new ElasticSettings(given.stream().map(URI::create).toList(), "some", Surroundings.PATIENCE));
    }

    private static String checkIndex(String index) {
        return Refusal.of(
                () -> new ElasticSettings(List.of(URI.create("http://some:1")), index, Surroundings.PATIENCE));
    }

    @Extension
    @Symbol("elasticsearch")
    public static class DescriptorImpl extends TargetDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ElasticLogTarget_DisplayName();
        }

        public String getDefaultIndex() {
            return DEFAULT_INDEX;
        }

        @POST
        public FormValidation doCheckServers(@QueryParameter String value) {
            return Refusal.field(checkServers(value));
        }

        @POST
        public FormValidation doCheckIndex(@QueryParameter String value) {
            String given = Util.fixEmptyAndTrim(value);
            return Refusal.field(given == null ? null : checkIndex(given));
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Refusal.field(Logins.problem(Util.fixEmptyAndTrim(value), true));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return Logins.items(credentialsId, true);
        }

        @POST
        public FormValidation doTestRecord(
                @QueryParameter String name,
                @QueryParameter String servers,
                @QueryParameter String index,
                @QueryParameter String credentialsId,
                @QueryParameter boolean tls,
                @QueryParameter String caCertificates,
                @QueryParameter String clientCertificateId,
                @QueryParameter String environment,
                @QueryParameter String service,
                @QueryParameter String tag) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return test(() -> {
                ElasticLogTarget target = new ElasticLogTarget(name);
                target.setServers(servers);
                target.setIndex(index);
                target.setCredentialsId(credentialsId);
                Unchecked.fill(target, tls, caCertificates, clientCertificateId);
                Unchecked.fill(target, servers, environment, service, tag);
                return target;
            });
        }
    }
}
