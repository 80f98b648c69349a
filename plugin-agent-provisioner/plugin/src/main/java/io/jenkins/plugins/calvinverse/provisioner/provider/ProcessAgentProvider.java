package io.jenkins.plugins.calvinverse.provisioner.provider;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.calvinverse.provisioner.provider.Provider;
import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.process.ProcessProvider;
import io.calvinverse.provisioner.provider.process.ProcessSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Trial provider: every machine is a Swarm client started as a process beside the controller. */
public class ProcessAgentProvider extends AgentProvider {
    private String root;
    private String java;

    @DataBoundConstructor
    public ProcessAgentProvider() {}

    /** Directory of the machines; absolute. Defaults to a folder of the Jenkins home. */
    public String getRoot() {
        return root;
    }

    @DataBoundSetter
    public void setRoot(String root) {
        this.root = Util.fixEmptyAndTrim(root);
        if (this.root != null && !isAbsolute(this.root)) {
            throw new IllegalArgumentException(Messages.ProcessAgentProvider_NotAbsolute(root));
        }
    }

    /** The java executable the agents run with; defaults to the controller's. */
    public String getJava() {
        return java;
    }

    @DataBoundSetter
    public void setJava(String java) {
        this.java = Util.fixEmptyAndTrim(java);
        if (this.java != null && !isAbsolute(this.java)) {
            throw new IllegalArgumentException(Messages.ProcessAgentProvider_NotAbsolute(java));
        }
    }

    @Override
    public Provider provider() {
        Path executable = java == null ? Path.of(System.getProperty("java.home"), "bin", "java") : Path.of(java);
        return new ProcessProvider(
                directory(), new ProcessProvider.Tools(executable, new BundledSwarmClient(directory())));
    }

    private Path directory() {
        return root == null
                ? Jenkins.get()
                        .getRootDir()
                        .toPath()
                        .resolve("immutable-agents")
                        .resolve("processes")
                : Path.of(root);
    }

    @Override
    public String remoteFs(String machine) {
        return ProcessProvider.workDirectory(directory(), machine).toString();
    }

    @Override
    public String checkSettings(Map<String, String> settings) {
        try {
            ProcessSettings.of(settings);
            return null;
        } catch (ProviderException e) {
            return e.getMessage();
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
    @Symbol("process")
    public static class DescriptorImpl extends AgentProviderDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ProcessAgentProvider_DisplayName();
        }

        @POST
        public FormValidation doCheckRoot(@QueryParameter String value) {
            return checkPath(value);
        }

        @POST
        public FormValidation doCheckJava(@QueryParameter String value) {
            return checkPath(value);
        }

        private static FormValidation checkPath(String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String path = Util.fixEmptyAndTrim(value);
            return path == null || isAbsolute(path)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.ProcessAgentProvider_NotAbsolute(path));
        }

        /** Probes and says what it found. */
        @POST
        public FormValidation doTestConnection(@QueryParameter String root, @QueryParameter String java)
                throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            try {
                ProcessAgentProvider provider = new ProcessAgentProvider();
                provider.setRoot(root);
                provider.setJava(java);
                Provider.Probe probe = provider.provider().probe();
                return probe.ok() ? FormValidation.ok(probe.text()) : FormValidation.error(probe.text());
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
