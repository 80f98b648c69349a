package io.jenkins.plugins.calvinverse.logs.destination;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import io.calvinverse.logs.ship.amqp.AmqpLogin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Credentials of the controller itself; shipping is configured by administrators, so folders have no say. Looked up at each
 * use, as they are renewed.
 */
final class Logins {
    private Logins() {}

    static <C extends IdCredentials> Optional<C> find(String id, Class<C> type) {
        return CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), ACL.SYSTEM2, List.of()).stream()
                .filter(c -> c.getId().equals(id))
                .findFirst();
    }

    static AmqpLogin amqp(String id) {
        StandardUsernamePasswordCredentials found = find(id, StandardUsernamePasswordCredentials.class)
                .orElseThrow(() -> new IllegalStateException(Messages.Logins_NoPassword(id)));
        return new AmqpLogin(found.getUsername(), found.getPassword().getPlainText());
    }

    /** Value of the header {@code Authorization}: an API key from a secret text, or user and password. */
    static String authorization(String id) {
        Optional<StringCredentials> key = find(id, StringCredentials.class);
        if (key.isPresent()) {
            return "ApiKey " + key.get().getSecret().getPlainText();
        }
        AmqpLogin login = amqp(id);
        byte[] pair = (login.user() + ':' + login.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Why a credential that is named cannot be used, or null; also null when none is named. */
    static String problem(String id, boolean keys) {
        boolean there = id == null
                || find(id, StandardUsernamePasswordCredentials.class).isPresent()
                || keys && find(id, StringCredentials.class).isPresent();
        return there ? null : keys ? Messages.Logins_NoKey(id) : Messages.Logins_NoPassword(id);
    }

    static ListBoxModel items(String current, boolean keys) {
        StandardListBoxModel items = new StandardListBoxModel();
        items.includeEmptyValue();
        items.includeMatchingAs(
                ACL.SYSTEM2,
                Jenkins.get(),
                StandardUsernamePasswordCredentials.class,
                List.of(),
                CredentialsMatchers.always());
        if (keys) {
            items.includeMatchingAs(
                    ACL.SYSTEM2, Jenkins.get(), StringCredentials.class, List.of(), CredentialsMatchers.always());
        }
        return items.includeCurrentValue(current);
    }
}
