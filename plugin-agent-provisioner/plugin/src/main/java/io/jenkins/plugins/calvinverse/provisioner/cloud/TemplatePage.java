package io.jenkins.plugins.calvinverse.provisioner.cloud;

import hudson.model.Descriptor;
import hudson.model.ModelObject;
import hudson.util.FormApply;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The page of one template: its form, copy and removal. */
public final class TemplatePage implements ModelObject {
    private static final List<String> NUMBERS = List.of(
            "executors",
            "uses",
            "idleMinutes",
            "spare",
            "cap",
            "createMinutes",
            "bootMinutes",
            "connectMinutes",
            "offlineMinutes",
            "leaseHours");

    private final ImmutableAgentsCloud cloud;
    private final AgentTemplate template;

    TemplatePage(ImmutableAgentsCloud cloud, AgentTemplate template) {
        this.cloud = cloud;
        this.template = template;
    }

    @Override
    public String getDisplayName() {
        return template.getName();
    }

    public ImmutableAgentsCloud getCloud() {
        return cloud;
    }

    public AgentTemplate getTemplate() {
        return template;
    }

    @POST
    public HttpResponse doConfigSubmit(StaplerRequest2 req)
            throws ServletException, IOException, Descriptor.FormException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        AgentTemplate changed = bind(req);
        changed.keepHidden(template);
        List<AgentTemplate> all = new ArrayList<>(cloud.getTemplates());
        all.replaceAll(t -> t == template ? changed : t);
        store(cloud, all);
        return FormApply.success("../..");
    }

    @POST
    public HttpResponse doDoDelete() throws IOException, Descriptor.FormException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        List<AgentTemplate> all = new ArrayList<>(cloud.getTemplates());
        all.remove(template);
        store(cloud, all);
        return new HttpRedirect("../..");
    }

    static AgentTemplate bind(StaplerRequest2 req) throws ServletException, Descriptor.FormException {
        AgentTemplate.DescriptorImpl descriptor = Jenkins.get().getDescriptorByType(AgentTemplate.DescriptorImpl.class);
        JSONObject form = req.getSubmittedForm();
        Forms.wholeNumbers(form, NUMBERS);
        return Forms.bind("name", () -> descriptor.newInstance(req, form));
    }

    static void store(ImmutableAgentsCloud cloud, List<AgentTemplate> all)
            throws IOException, Descriptor.FormException {
        List<AgentTemplate> before = cloud.getTemplates();
        Forms.check("name", () -> cloud.setTemplates(all));
        try {
            Jenkins.get().save();
        } catch (IOException e) {
            cloud.setTemplates(before);
            throw e;
        }
    }
}
