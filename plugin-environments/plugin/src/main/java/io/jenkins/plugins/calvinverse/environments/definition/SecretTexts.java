package io.jenkins.plugins.calvinverse.environments.definition;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Credentials of the controller itself; an environment is configured by administrators, so folders have no say. */
public final class SecretTexts {
    private SecretTexts() {}

    /** The text of a secret text credential. */
    public static Optional<Secret> find(String id) {
        return find(id, StringCredentials.class).map(StringCredentials::getSecret);
    }

    /** Any credential. */
    public static <C extends IdCredentials> Optional<C> find(String id, Class<C> type) {
        return CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), ACL.SYSTEM2, List.of()).stream()
                .filter(c -> c.getId().equals(id))
                .findFirst();
    }

    /** Why a credential that is named cannot be used, or null; also null when none is named. */
    static String problem(String purpose, String id) {
        return id == null || find(id).isPresent() ? null : Messages.SecretTexts_Unknown(purpose, id);
    }

    static ListBoxModel items(String current) {
        return new StandardListBoxModel()
                .includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2, Jenkins.get(), StringCredentials.class, List.of(), CredentialsMatchers.always())
                .includeCurrentValue(current);
    }
}
