package io.jenkins.plugins.calvinverse.logs.stream;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Ships files of the workspace while and after the block writes them: {@code streamLogs(files: 'out/*.log') { … }}. */
public class StreamLogsStep extends Step {
    private static final String DEFAULT_CHARSET = "UTF-8";

    private final String files;
    private String filter;
    private String charset = DEFAULT_CHARSET;

    /** @param files Ant pattern, relative to the workspace */
    @DataBoundConstructor
    public StreamLogsStep(String files) {
        this.files = files;
    }

    public String getFiles() {
        return files;
    }

    /** Command that turns a file, its standard input, into text; run once per file when the block ends. Null for none. */
    public String getFilter() {
        return filter;
    }

    @DataBoundSetter
    public void setFilter(String filter) {
        this.filter = Util.fixEmptyAndTrim(filter);
    }

    /** Of the files, or of what the filter prints. */
    public String getCharset() {
        return charset;
    }

    @DataBoundSetter
    public void setCharset(String charset) {
        String given = Util.fixEmptyAndTrim(charset);
        this.charset = given == null ? DEFAULT_CHARSET : given;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new StreamLogsExecution(context, new Wish(Util.fixNull(files).trim(), filter, charset));
    }

    /** Lines are looked for in the files as they are, so that their end has to be the byte it is in ASCII. */
    static String checkCharset(String charset) {
        if (Refusal.of(() -> Charset.forName(charset)) != null) {
            return Messages.StreamLogsStep_Charset(charset);
        }
        boolean lines = "\n".equals(new String(new byte[] {'\n'}, Charset.forName(charset)));
        return lines ? null : Messages.StreamLogsStep_Wide(charset);
    }

    /** The charset, or the one that is used instead of such as {@link #checkCharset} refuses. */
    static String known(String charset) {
        return checkCharset(charset) == null ? charset : DEFAULT_CHARSET;
    }

    @Extension
    public static class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "streamLogs";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.StreamLogsStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, FlowNode.class, TaskListener.class);
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> namedArgs) {
            return namedArgs.get("files") instanceof String files ? files : null;
        }

        public String getDefaultCharset() {
            return DEFAULT_CHARSET;
        }

        @POST
        public FormValidation doCheckCharset(@AncestorInPath Item item, @QueryParameter String value) {
            String given = Util.fixEmptyAndTrim(value);
            boolean may = item != null && item.hasPermission(Item.CONFIGURE);
            return may && given != null ? Refusal.answer(checkCharset(given)) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckFiles(@AncestorInPath Item item, @QueryParameter String value) {
            boolean may = item != null && item.hasPermission(Item.CONFIGURE);
            return may && Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.error(Messages.StreamLogsStep_NoFiles())
                    : FormValidation.ok();
        }
    }
}
