package io.jenkins.plugins.calvinverse.provisioner.provider;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Computer;
import hudson.util.FormValidation;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.host.Host;
import io.calvinverse.provisioner.provider.host.LocalHost;
import io.calvinverse.provisioner.provider.qemu.QemuProvider;
import io.calvinverse.provisioner.provider.qemu.QemuSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Virtual machines by QEMU, on the controller's own computer or on one behind SSH. */
public class QemuAgentProvider extends AgentProvider {
    /** Where the Linux reference image lets builds run. */
    private static final String WORKSPACE = "/var/lib/agent";
    /** Of machines, on a computer behind SSH. */
    private static final String REMOTE_ROOT = "/var/lib/calvinverse/machines";

    private final String images;
    private String root;
    private SshConnection ssh;

    /** @param images absolute path of the directory with the images */
    @DataBoundConstructor
    public QemuAgentProvider(String images) {
        this.images = Util.fixNull(images).trim();
        require(this.images);
    }

    public String getImages() {
        return images;
    }

    /** Directory of the machines; absolute. Defaults to a folder of the Jenkins home. */
    public String getRoot() {
        return root;
    }

    @DataBoundSetter
    public void setRoot(String root) {
        this.root = Util.fixEmptyAndTrim(root);
        if (this.root != null) {
            require(this.root);
        }
    }

    /** The computer they run on; null for the controller's own. */
    public SshConnection getSsh() {
        return ssh;
    }

    @DataBoundSetter
    public void setSsh(SshConnection ssh) {
        this.ssh = ssh;
    }

    @Override
    public Provider provider() {
        Host host = ssh == null ? new LocalHost(Computer.threadPoolForRemoting) : ssh.host();
        return new QemuProvider(host, directory(), images);
    }

    private String directory() {
        if (root != null) {
            return root;
        }
        return ssh != null
                ? REMOTE_ROOT
                : Jenkins.get()
                        .getRootDir()
                        .getAbsoluteFile()
                        .toPath()
                        .resolve("immutable-agents")
                        .resolve("virtual-machines")
                        .toString();
    }

    @Override
    public String remoteFs(String machine) {
        return WORKSPACE;
    }

    @Override
    public String checkSettings(Map<String, String> settings) {
        try {
            QemuSettings.of(settings);
            return null;
        } catch (ProviderException e) {
            return e.getMessage();
        }
    }

    private static void require(String path) {
        if (!isAbsolute(path)) {
            throw new IllegalArgumentException(Messages.QemuAgentProvider_NotAbsolute(path));
        }
    }

    private static boolean isAbsolute(String path) {
        try {
            return Path.of(path).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Extension
    @Symbol("qemu")
    public static class DescriptorImpl extends AgentProviderDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.QemuAgentProvider_DisplayName();
        }

        @POST
        public FormValidation doCheckImages(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return checked(Util.fixNull(value).trim());
        }

        @POST
        public FormValidation doCheckRoot(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String path = Util.fixEmptyAndTrim(value);
            return path == null ? FormValidation.ok() : checked(path);
        }

        private static FormValidation checked(String path) {
            return isAbsolute(path)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.QemuAgentProvider_NotAbsolute(path));
        }

        /**
         * Probes and says what it found.
         *
         * @param ssh whether the group of another computer is open; what it holds is sent also when it is not
         */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String images,
                @QueryParameter String root,
                @QueryParameter boolean ssh,
                @QueryParameter String host,
                @QueryParameter String port,
                @QueryParameter String credentialsId,
                @QueryParameter String hostKey)
                throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                QemuAgentProvider provider = new QemuAgentProvider(images);
                provider.setRoot(root);
                if (ssh) {
                    SshConnection connection = new SshConnection(host, credentialsId, hostKey);
                    connection.setPort(Util.fixNull(port).matches("[0-9]{1,9}") ? Integer.parseInt(port) : 0);
                    provider.setSsh(connection);
                }
                Provider.Probe probe = provider.provider().probe();
                return probe.ok() ? FormValidation.ok(probe.text()) : FormValidation.error(probe.text());
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
