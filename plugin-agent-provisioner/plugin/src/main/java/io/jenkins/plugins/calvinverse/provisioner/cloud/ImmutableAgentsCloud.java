package io.jenkins.plugins.calvinverse.provisioner.cloud;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Failure;
import hudson.model.Label;
import hudson.slaves.Cloud;
import hudson.slaves.NodeProvisioner.PlannedNode;
import hudson.util.FormValidation;
import io.jenkins.plugins.calvinverse.provisioner.fleet.Fleets;
import io.jenkins.plugins.calvinverse.provisioner.provider.AgentProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * A cloud that keeps immutable agents coming. It is configuration only: what runs lives in {@link Fleets} under this
 * cloud's name, because every save replaces this object.
 */
public class ImmutableAgentsCloud extends Cloud {
    static final int DEFAULT_CAP = 10;

    private final AgentProvider provider;
    private int cap = DEFAULT_CAP;
    private String controllerUrl;
    private List<AgentTemplate> templates = new ArrayList<>();

    @DataBoundConstructor
    public ImmutableAgentsCloud(String name, AgentProvider provider) {
        super(name);
        String wrong = nameProblem(name);
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
        if (provider == null) {
            throw new IllegalArgumentException(Messages.ImmutableAgentsCloud_NoProvider(name));
        }
        this.provider = provider;
    }

    /** What is wrong with a name that becomes part of URLs and paths, or null. */
    private static String nameProblem(String name) {
        try {
            Jenkins.checkGoodName(name);
            return null;
        } catch (Failure e) {
            return Messages.ImmutableAgentsCloud_Name(name, e.getMessage());
        }
    }

    public AgentProvider getProvider() {
        return provider;
    }

    /** The same, where there must be one; a hand-written or outdated file may name none or one that is not installed. */
    public AgentProvider requireProvider() throws IOException {
        if (provider == null) {
            throw new IOException(Messages.ImmutableAgentsCloud_NoProvider(name));
        }
        return provider;
    }

    /** Most machines at once, over all templates. */
    public int getCap() {
        return cap;
    }

    @DataBoundSetter
    public void setCap(int cap) {
        if (cap < 1) {
            throw new IllegalArgumentException(Messages.ImmutableAgentsCloud_Cap(cap));
        }
        this.cap = cap;
    }

    /** URL under which machines reach this controller; null for the URL of the system configuration. */
    public String getControllerUrl() {
        return controllerUrl;
    }

    @DataBoundSetter
    public void setControllerUrl(String controllerUrl) {
        this.controllerUrl = Util.fixEmptyAndTrim(controllerUrl);
        FormValidation check = ControllerUrl.check(this.controllerUrl);
        if (check.kind == FormValidation.Kind.ERROR) {
            throw new IllegalArgumentException(check.getMessage());
        }
    }

    /** In order of preference. */
    public List<AgentTemplate> getTemplates() {
        return List.copyOf(templates);
    }

    @DataBoundSetter
    public void setTemplates(List<AgentTemplate> templates) {
        List<AgentTemplate> all = templates == null ? new ArrayList<>() : new ArrayList<>(templates);
        Set<String> names = new HashSet<>();
        for (AgentTemplate template : all) {
            if (!names.add(template.getName())) {
                throw new IllegalArgumentException(
                        Messages.ImmutableAgentsCloud_TwoTemplates(template.getName(), name));
            }
            String wrong = template.check(provider);
            if (wrong != null) {
                throw new IllegalArgumentException(Messages.ImmutableAgentsCloud_Template(template.getName(), wrong));
            }
        }
        this.templates = all;
    }

    /** The template of that name, or null; also the URL space {@code template/<name>}. */
    public TemplatePage getTemplate(String name) {
        return templates.stream()
                .filter(t -> t.getName().equals(name))
                .findFirst()
                .map(t -> new TemplatePage(this, t))
                .orElse(null);
    }

    /** Templates and their states, machines and what became of the failed ones. */
    public CloudPage getPage() {
        return new CloudPage(this);
    }

    /** The URL space {@code machine/<name>}. */
    public MachinePage getMachine(String name) {
        return getPage().machine(name);
    }

    @Override
    public boolean canProvision(CloudState state) {
        return serves(state.getLabel());
    }

    /** Whether some template serves the label; null stands for builds that ask for none. Memory only. */
    public boolean serves(Label label) {
        return templates.stream().anyMatch(t -> t.serves(label));
    }

    /** Nothing: machines are made by the fleet's loop alone, which looks at the queue itself. */
    @Override
    public Collection<PlannedNode> provision(CloudState state, int excessWorkload) {
        return List.of();
    }

    /** The form of the cloud does not hold the templates; they stay. */
    @Override
    public Cloud reconfigure(@NonNull StaplerRequest2 req, JSONObject form) throws Descriptor.FormException {
        ImmutableAgentsCloud next = (ImmutableAgentsCloud) super.reconfigure(req, form);
        if (next != null) {
            Forms.check("provider", () -> next.setTemplates(templates));
        }
        return next;
    }

    protected Object readResolve() {
        if (templates == null) {
            templates = new ArrayList<>();
        }
        cap = Math.max(1, cap);
        return this;
    }

    @Extension
    @Symbol("immutableAgents")
    public static class DescriptorImpl extends Descriptor<Cloud> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ImmutableAgentsCloud_DisplayName();
        }

        @Override
        public Cloud newInstance(StaplerRequest2 req, @NonNull JSONObject form) throws Descriptor.FormException {
            Forms.wholeNumbers(form, List.of("cap"));
            return Forms.bind("name", () -> super.newInstance(req, form));
        }

        public int getDefaultCap() {
            return DEFAULT_CAP;
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String wrong = nameProblem(value);
            return wrong == null ? FormValidation.ok() : FormValidation.error(wrong);
        }

        @POST
        public FormValidation doCheckCap(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return FormValidation.validatePositiveInteger(value);
        }

        @POST
        public FormValidation doCheckControllerUrl(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return ControllerUrl.check(Util.fixEmptyAndTrim(value));
        }
    }
}
