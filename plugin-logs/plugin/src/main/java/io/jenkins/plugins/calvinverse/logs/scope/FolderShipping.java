package io.jenkins.plugins.calvinverse.logs.scope;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.calvinverse.logs.check.Expressions;
import io.jenkins.plugins.calvinverse.logs.check.FieldNames;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Opt-out, extra fields and patterns to hide, for all builds in a folder. */
public class FolderShipping extends AbstractFolderProperty<AbstractFolder<?>> {
    private final Rules rules = new Rules();

    @DataBoundConstructor
    public FolderShipping() {
        // every setting has a default
    }

    /** Whether nothing in here is shipped. */
    public boolean isOff() {
        return rules.isOff();
    }

    @DataBoundSetter
    public void setOff(boolean off) {
        rules.setOff(off);
    }

    /** Lines {@code name=value}; null for none. */
    public String getFields() {
        return rules.getFields();
    }

    @DataBoundSetter
    public void setFields(String fields) {
        rules.setFields(fields);
    }

    /** Regular expressions, one a line; null for none. */
    public String getPatterns() {
        return rules.getPatterns();
    }

    @DataBoundSetter
    public void setPatterns(String patterns) {
        rules.setPatterns(patterns);
    }

    Rules rules() {
        return rules;
    }

    @Extension
    @Symbol("logShipping")
    public static class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FolderShipping_DisplayName();
        }

        @POST
        public FormValidation doCheckFields(@AncestorInPath Item item, @QueryParameter String value) {
            return may(item) ? Refusal.answer(FieldNames.problemOf(value)) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckPatterns(@AncestorInPath Item item, @QueryParameter String value) {
            return may(item) ? Refusal.answer(Expressions.problem(value)) : FormValidation.ok();
        }

        static boolean may(Item item) {
            return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
        }
    }
}
