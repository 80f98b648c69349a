package io.jenkins.plugins.calvinverse.artefacts.server;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Credentials for repositories: user and password, or a secret text that is a token. */
public final class Logins {
    private Logins() {}

    /** Of a server that administrators configured: folders have no say. */
    static Optional<Login> ofController(String id, String url) {
        return CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardCredentials.class,
                        Jenkins.get(),
                        ACL.SYSTEM2,
                        URIRequirementBuilder.fromUri(url).build())
                .stream()
                .filter(each -> each.getId().equals(id))
                .flatMap(each -> login(each).stream())
                .findFirst();
    }

    /** Of a configured server; empty if it names one that does not exist. */
    public static Optional<Login> ofServer(ArtefactServer server) {
        return server.getCredentialsId() == null
                ? Optional.of(Login.ANONYMOUS)
                : ofController(server.getCredentialsId(), server.getUrl());
    }

    /** As a build sees it, its folders' credentials included; its use is noted on the credential. */
    public static Optional<Login> ofBuild(String id, Run<?, ?> build, String url) {
        StandardCredentials found = CredentialsProvider.findCredentialById(
                id,
                StandardCredentials.class,
                build,
                URIRequirementBuilder.fromUri(url).build());
        return Optional.ofNullable(found).flatMap(each -> login(CredentialsProvider.track(build, each)));
    }

    private static Optional<Login> login(StandardCredentials credential) {
        if (credential instanceof StandardUsernamePasswordCredentials pair) {
            return Optional.of(new Login(pair.getUsername(), pair.getPassword()));
        }
        if (credential instanceof StringCredentials text) {
            return Optional.of(new Login("", text.getSecret()));
        }
        return Optional.empty();
    }

    static ListBoxModel ofController(String current) {
        return new StandardListBoxModel()
                .includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2,
                        Jenkins.get(),
                        StandardCredentials.class,
                        List.of(),
                        CredentialsMatchers.anyOf(
                                CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
                                CredentialsMatchers.instanceOf(StringCredentials.class)))
                .includeCurrentValue(current);
    }

    /** A secret text that administrators configured. */
    public static Optional<String> secretOfController(String id) {
        return ofController(id, "")
                .filter(login -> login.user().isEmpty())
                .map(login -> login.secret().getPlainText());
    }

    public static ListBoxModel secretsOfController(String current) {
        return new StandardListBoxModel()
                .includeEmptyValue()
                .includeAs(ACL.SYSTEM2, Jenkins.get(), StringCredentials.class)
                .includeCurrentValue(current);
    }

    /** What the form of a step offers to those who may choose. */
    public static ListBoxModel ofItem(Item item, String current) {
        StandardListBoxModel model = new StandardListBoxModel();
        boolean allowed = item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
        if (!allowed) {
            return model.includeCurrentValue(current);
        }
        return model.includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2,
                        item,
                        StandardCredentials.class,
                        List.of(),
                        CredentialsMatchers.anyOf(
                                CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
                                CredentialsMatchers.instanceOf(StringCredentials.class)))
                .includeCurrentValue(current);
    }
}
