package io.jenkins.plugins.calvinverse.logs.metrics;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.Util;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/** The credential for the store of metrics, looked up anew for each request, so that a changed one is used at once. */
final class StoreLogin {
    private StoreLogin() {}

    static ListBoxModel choices(String url, String current) {
        return new StandardListBoxModel()
                .includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2,
                        Jenkins.get(),
                        StandardUsernamePasswordCredentials.class,
                        URIRequirementBuilder.fromUri(Util.fixNull(url)).build(),
                        CredentialsMatchers.always())
                .includeCurrentValue(Util.fixNull(current));
    }

    /** The header's value; null for none. Throws an {@link IllegalStateException} for one that is not there. */
    static Supplier<String> of(MetricsPush push) {
        return () -> push.getCredentialsId() == null ? null : header(push);
    }

    private static String header(MetricsPush push) {
        List<StandardUsernamePasswordCredentials> all = CredentialsProvider.lookupCredentialsInItemGroup(
                StandardUsernamePasswordCredentials.class,
                Jenkins.get(),
                ACL.SYSTEM2,
                URIRequirementBuilder.fromUri(push.getUrl()).build());
        StandardUsernamePasswordCredentials found =
                CredentialsMatchers.firstOrNull(all, CredentialsMatchers.withId(push.getCredentialsId()));
        if (found == null) {
            throw new IllegalStateException(Messages.StoreLogin_Missing(push.getCredentialsId()));
        }
        String pair = found.getUsername() + ':' + found.getPassword().getPlainText();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
