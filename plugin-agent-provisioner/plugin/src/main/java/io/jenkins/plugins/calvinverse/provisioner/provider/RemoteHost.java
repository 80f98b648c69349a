package io.jenkins.plugins.calvinverse.provisioner.provider;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.security.ACL;
import hudson.util.Secret;
import io.calvinverse.provisioner.provider.host.Host;
import io.calvinverse.provisioner.provider.host.SshHost;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** A computer behind SSH, reached with the credentials of the moment: a key that is replaced is used from the next call on. */
record RemoteHost(String host, int port, String credentialsId, String hostKey) implements Host {

    /** The same whoever logs in: its machines are the computer's. */
    @Override
    public String name() {
        return host + ':' + port;
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public Answer run(Command command) throws IOException, InterruptedException {
        SSHUserPrivateKey key = credentials(credentialsId)
                .orElseThrow(() -> new IOException(Messages.RemoteHost_NoCredentials(credentialsId)));
        SshHost.Address address = new SshHost.Address(key.getUsername(), host, port, hostKey);
        return new SshHost(SshConnections.get().client(), address, pair(key)).run(command);
    }

    static Optional<SSHUserPrivateKey> credentials(String id) {
        return CredentialsProvider.lookupCredentialsInItemGroup(
                        SSHUserPrivateKey.class, Jenkins.get(), ACL.SYSTEM2, List.of())
                .stream()
                .filter(c -> c.getId().equals(id))
                .findFirst();
    }

    private KeyPair pair(SSHUserPrivateKey credentials) throws IOException {
        FilePasswordProvider passphrase = FilePasswordProvider.of(Secret.toString(credentials.getPassphrase()));
        for (String text : credentials.getPrivateKeys()) {
            try (InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
                Iterable<KeyPair> pairs =
                        SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(credentialsId), in, passphrase);
                if (pairs != null && pairs.iterator().hasNext()) {
                    return pairs.iterator().next();
                }
            } catch (GeneralSecurityException | RuntimeException e) {
                throw new IOException(Messages.RemoteHost_BadKey(credentialsId), e);
            }
        }
        throw new IOException(Messages.RemoteHost_BadKey(credentialsId));
    }
}
