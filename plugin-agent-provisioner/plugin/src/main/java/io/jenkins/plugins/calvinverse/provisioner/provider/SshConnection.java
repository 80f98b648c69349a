package io.jenkins.plugins.calvinverse.provisioner.provider;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.provisioner.provider.host.Host;
import io.calvinverse.provisioner.provider.host.SshHost;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A computer behind SSH, on which machines run. */
public class SshConnection extends AbstractDescribableImpl<SshConnection> {
    static final int DEFAULT_PORT = 22;
    private static final int LAST_PORT = 65535;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:][A-Za-z0-9.:_-]{0,252}");

    private final String host;
    private final String credentialsId;
    private final String hostKey;
    private int port = DEFAULT_PORT;

    /**
     * @param host name or address
     * @param credentialsId user name and private key
     * @param hostKey the server's public key, as {@code ssh-keyscan} prints it without the name
     */
    @DataBoundConstructor
    public SshConnection(String host, String credentialsId, String hostKey) {
        this.host = Util.fixNull(host).trim();
        this.credentialsId = Util.fixNull(credentialsId).trim();
        this.hostKey = Util.fixNull(hostKey).trim();
        require(checkHost(this.host));
        require(checkHostKey(this.hostKey));
    }

    public String getHost() {
        return host;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    public String getHostKey() {
        return hostKey;
    }

    public int getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(int port) {
        require(checkPort(port));
        this.port = port;
    }

    /** Without I/O; credentials are looked up when something is run there. */
    Host host() {
        return new RemoteHost(host, port, credentialsId, hostKey);
    }

    protected Object readResolve() {
        port = port == 0 ? DEFAULT_PORT : port;
        return this;
    }

    private static void require(String wrong) {
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static String checkHost(String host) {
        return HOST.matcher(host).matches() ? null : Messages.SshConnection_Host(host);
    }

    private static String checkHostKey(String key) {
        try {
            new SshHost.Address("user", "host", DEFAULT_PORT, key);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static String checkPort(int port) {
        return port < 1 || port > LAST_PORT ? Messages.SshConnection_Port(String.valueOf(port)) : null;
    }

    @Extension
    @Symbol("sshConnection")
    public static class DescriptorImpl extends Descriptor<SshConnection> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.SshConnection_DisplayName();
        }

        public int getDefaultPort() {
            return DEFAULT_PORT;
        }

        @POST
        public FormValidation doCheckHost(@QueryParameter String value) {
            return check(checkHost(Util.fixNull(value).trim()));
        }

        @POST
        public FormValidation doCheckHostKey(@QueryParameter String value) {
            return check(checkHostKey(Util.fixNull(value).trim()));
        }

        @POST
        public FormValidation doCheckPort(@QueryParameter String value) {
            return check(
                    Util.fixNull(value).matches("[0-9]{1,9}")
                            ? checkPort(Integer.parseInt(value))
                            : Messages.SshConnection_Port(value));
        }

        @POST
        public FormValidation doCheckCredentialsId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String id = Util.fixNull(value).trim();
            return check(RemoteHost.credentials(id).isPresent() ? null : Messages.RemoteHost_NoCredentials(id));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return new StandardListBoxModel()
                    .includeEmptyValue()
                    .includeMatchingAs(
                            ACL.SYSTEM2,
                            Jenkins.get(),
                            SSHUserPrivateKey.class,
                            List.of(),
                            CredentialsMatchers.always())
                    .includeCurrentValue(Util.fixNull(credentialsId));
        }

        private static FormValidation check(String wrong) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return wrong == null ? FormValidation.ok() : FormValidation.error(wrong);
        }
    }
}
