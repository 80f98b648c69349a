package io.jenkins.plugins.calvinverse.provisioner.cloud;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.labels.LabelAtom;
import hudson.slaves.NodeProperty;
import hudson.slaves.NodePropertyDescriptor;
import io.calvinverse.provisioner.fleet.TemplateSpec;
import io.jenkins.plugins.calvinverse.provisioner.provider.AgentProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What agents of one kind are like. */
public class AgentTemplate extends AbstractDescribableImpl<AgentTemplate> {
    private static final int CREATE_MINUTES = 5;
    private static final int BOOT_MINUTES = 10;
    private static final int CONNECT_MINUTES = 5;
    private static final int OFFLINE_MINUTES = 10;
    private static final int LEASE_HOURS = 24;

    private final String name;
    private final String labels;
    private final String image;
    private int executors = 1;
    private Node.Mode mode = Node.Mode.EXCLUSIVE;
    private String remoteFs;
    private int uses;
    private int idleMinutes = 10;
    private int spare;
    private int cap = ImmutableAgentsCloud.DEFAULT_CAP;
    private int createMinutes = CREATE_MINUTES;
    private int bootMinutes = BOOT_MINUTES;
    private int connectMinutes = CONNECT_MINUTES;
    private int offlineMinutes = OFFLINE_MINUTES;
    private int leaseHours = LEASE_HOURS;
    private String settings = "";
    private String environment;
    private List<NodeProperty<?>> nodeProperties = new ArrayList<>();

    /** Throws {@link IllegalArgumentException} for names that cannot be part of an agent's name. */
    @DataBoundConstructor
    public AgentTemplate(String name, String labels, String image) {
        this.name = Util.fixNull(name).trim();
        this.labels = Util.fixNull(labels).trim();
        this.image = Util.fixNull(image).trim();
        TemplateChecks.require(TemplateChecks.name(this.name));
        TemplateChecks.require(TemplateChecks.labels(this.labels));
        TemplateChecks.require(TemplateChecks.image(this.image));
    }

    public String getName() {
        return name;
    }

    /** Separated by blanks. */
    public String getLabels() {
        return labels;
    }

    /** Image version; what it means is the provider's affair. */
    public String getImage() {
        return image;
    }

    public int getExecutors() {
        return executors;
    }

    @DataBoundSetter
    public void setExecutors(int executors) {
        this.executors = TemplateChecks.atLeast(1, executors, "executors");
    }

    public Node.Mode getMode() {
        return mode;
    }

    @DataBoundSetter
    public void setMode(Node.Mode mode) {
        this.mode = mode == null ? Node.Mode.EXCLUSIVE : mode;
    }

    /** Directory on the agent where builds run; null for the provider's choice. */
    public String getRemoteFs() {
        return remoteFs;
    }

    @DataBoundSetter
    public void setRemoteFs(String remoteFs) {
        this.remoteFs = Util.fixEmptyAndTrim(remoteFs);
    }

    /** Builds until a machine is replaced, 0 for no limit. */
    public int getUses() {
        return uses;
    }

    @DataBoundSetter
    public void setUses(int uses) {
        this.uses = TemplateChecks.atLeast(0, uses, "uses");
    }

    public int getIdleMinutes() {
        return idleMinutes;
    }

    @DataBoundSetter
    public void setIdleMinutes(int idleMinutes) {
        this.idleMinutes = TemplateChecks.atLeast(0, idleMinutes, "idleMinutes");
    }

    /** Idle machines kept ready. */
    public int getSpare() {
        return spare;
    }

    @DataBoundSetter
    public void setSpare(int spare) {
        this.spare = TemplateChecks.atLeast(0, spare, "spare");
    }

    public int getCap() {
        return cap;
    }

    @DataBoundSetter
    public void setCap(int cap) {
        this.cap = TemplateChecks.atLeast(1, cap, "cap");
    }

    public int getCreateMinutes() {
        return createMinutes;
    }

    @DataBoundSetter
    public void setCreateMinutes(int createMinutes) {
        this.createMinutes = TemplateChecks.atLeast(1, createMinutes, "createMinutes");
    }

    public int getBootMinutes() {
        return bootMinutes;
    }

    @DataBoundSetter
    public void setBootMinutes(int bootMinutes) {
        this.bootMinutes = TemplateChecks.atLeast(1, bootMinutes, "bootMinutes");
    }

    /** From the registration in the environment to the agent's connection. */
    public int getConnectMinutes() {
        return connectMinutes;
    }

    @DataBoundSetter
    public void setConnectMinutes(int connectMinutes) {
        this.connectMinutes = TemplateChecks.atLeast(1, connectMinutes, "connectMinutes");
    }

    public int getOfflineMinutes() {
        return offlineMinutes;
    }

    @DataBoundSetter
    public void setOfflineMinutes(int offlineMinutes) {
        this.offlineMinutes = TemplateChecks.atLeast(1, offlineMinutes, "offlineMinutes");
    }

    public int getLeaseHours() {
        return leaseHours;
    }

    @DataBoundSetter
    public void setLeaseHours(int leaseHours) {
        this.leaseHours = TemplateChecks.atLeast(1, leaseHours, "leaseHours");
    }

    /**
     * Environment that the machines become members of; null for none. Not looked up here: environments may be configured
     * after clouds, and what is wrong with it is said when a machine is to be made.
     */
    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
        TemplateChecks.require(this.environment == null ? null : TemplateChecks.environment(this.environment));
    }

    /** Settings for the provider, one {@code key=value} a line. */
    public String getSettings() {
        return settings;
    }

    @DataBoundSetter
    public void setSettings(String settings) {
        this.settings = Util.fixNull(settings).trim();
        TemplateChecks.settings(this.settings);
    }

    /** Environment variables and tool locations. */
    public List<NodeProperty<?>> getNodeProperties() {
        return List.copyOf(nodeProperties);
    }

    @DataBoundSetter
    public void setNodeProperties(List<NodeProperty<?>> nodeProperties) {
        this.nodeProperties = nodeProperties == null ? new ArrayList<>() : new ArrayList<>(nodeProperties);
    }

    /** The same by descriptor, as the form wants them. */
    public Map<Descriptor<?>, NodeProperty<?>> getNodePropertyMap() {
        Map<Descriptor<?>, NodeProperty<?>> map = new LinkedHashMap<>();
        nodeProperties.forEach(property -> map.put(property.getDescriptor(), property));
        return map;
    }

    /** Takes over what the form does not show and so cannot have changed. */
    void keepHidden(AgentTemplate before) {
        before.nodeProperties.stream()
                .filter(property -> !applicable(property.getDescriptor()))
                .forEach(nodeProperties::add);
    }

    /** Whether its agents can run builds of that label; null stands for builds that ask for none. */
    public boolean serves(Label label) {
        return label == null ? mode == Node.Mode.NORMAL : label.matches(labelSet());
    }

    /** The labels one by one. */
    public Set<LabelAtom> labelSet() {
        return Label.parse(labels);
    }

    /** Equal for two templates whose agents are alike but for the image version. Agents that differ are replaced. */
    public String digest() {
        List<Object> all = new ArrayList<>(
                List.of(labels, executors, mode.getName(), Util.fixNull(remoteFs), settings, nodeProperties));
        if (environment != null) {
            all.add(environment);
        }
        return Util.getDigestOf(Jenkins.XSTREAM2.toXML(List.copyOf(all)));
    }

    /** What is wrong in it for this provider, or null. */
    String check(AgentProvider provider) {
        if (spare > cap) {
            return Messages.AgentTemplate_SpareAboveCap(spare, cap);
        }
        return provider == null ? null : provider.checkSettings(TemplateChecks.settings(settings));
    }

    /** The same for the engine. */
    public TemplateSpec spec(String providerId) {
        return new TemplateSpec(
                name,
                providerId,
                image,
                executors,
                uses,
                spare,
                cap,
                Duration.ofMinutes(idleMinutes),
                Duration.ofHours(leaseHours),
                new TemplateSpec.Limits(
                        Duration.ofMinutes(createMinutes),
                        Duration.ofMinutes(bootMinutes),
                        Duration.ofMinutes(offlineMinutes),
                        Duration.ofMinutes(connectMinutes)),
                Map.copyOf(TemplateChecks.settings(settings)),
                Util.fixNull(environment));
    }

    /** Gives the defaults to what a hand-written or older file leaves out. */
    protected Object readResolve() {
        executors = Math.max(1, executors);
        mode = mode == null ? Node.Mode.EXCLUSIVE : mode;
        cap = cap < 1 ? ImmutableAgentsCloud.DEFAULT_CAP : cap;
        createMinutes = createMinutes < 1 ? CREATE_MINUTES : createMinutes;
        bootMinutes = bootMinutes < 1 ? BOOT_MINUTES : bootMinutes;
        connectMinutes = connectMinutes < 1 ? CONNECT_MINUTES : connectMinutes;
        offlineMinutes = offlineMinutes < 1 ? OFFLINE_MINUTES : offlineMinutes;
        leaseHours = leaseHours < 1 ? LEASE_HOURS : leaseHours;
        settings = Util.fixNull(settings);
        nodeProperties = nodeProperties == null ? new ArrayList<>() : nodeProperties;
        return this;
    }

    @Extension
    @Symbol("agentTemplate")
    public static class DescriptorImpl extends TemplateForm {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.AgentTemplate_DisplayName();
        }
    }

    /** Node properties that make sense on a template. */
    static boolean applicable(NodePropertyDescriptor descriptor) {
        return Set.of("EnvironmentVariablesNodeProperty", "ToolLocationNodeProperty")
                .contains(descriptor.clazz.getSimpleName());
    }
}
