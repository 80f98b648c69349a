package io.jenkins.plugins.calvinverse.environments.definition;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.calvinverse.environments.preflight.Consumer;
import io.calvinverse.environments.preflight.Profile.Generation;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What an environment is meant to be, so that what is missing can be told from what is not wanted. */
public class Checks extends AbstractDescribableImpl<Checks> {
    private String consumers;
    private String generation = Generation.B.name();
    private String ignored;

    @DataBoundConstructor
    public Checks() {
        // every setting has a default
    }

    /** Who reads configuration and secrets there, one a line; null for nobody whose needs are known. */
    public String getConsumers() {
        return consumers;
    }

    @DataBoundSetter
    public void setConsumers(String consumers) {
        Refusal.unless(checkConsumers(consumers));
        this.consumers = Lines.tidy(Util.fixNull(consumers).toLowerCase(Locale.ROOT));
    }

    public Set<Consumer> consumerSet() {
        EnumSet<Consumer> all = EnumSet.noneOf(Consumer.class);
        Lines.of(consumers).forEach(name -> all.add(Consumer.valueOf(name.toUpperCase(Locale.ROOT))));
        return all;
    }

    /** Of the base images. */
    public String getGeneration() {
        return generation;
    }

    @DataBoundSetter
    public void setGeneration(String generation) {
        String given = Util.fixEmptyAndTrim(generation);
        this.generation = given == null ? Generation.B.name() : given.toUpperCase(Locale.ROOT);
        boolean known =
                Stream.of(Generation.values()).anyMatch(each -> each.name().equals(this.generation));
        Refusal.unless(known ? null : Messages.Checks_Generation(given));
    }

    public Generation whichGeneration() {
        return Generation.valueOf(generation);
    }

    /** Keys, paths, services that are not to be spoken of, one a line; {@code *} stands for anything within a part. */
    public String getIgnored() {
        return ignored;
    }

    @DataBoundSetter
    public void setIgnored(String ignored) {
        this.ignored = Util.fixEmptyAndTrim(ignored);
    }

    public List<String> ignoredList() {
        return Util.fixNull(ignored)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String checkConsumers(String consumers) {
        List<String> known = names();
        return Lines.of(consumers).stream()
                .filter(name -> !known.contains(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(name -> Messages.Checks_Consumer(name, String.join(", ", known)))
                .orElse(null);
    }

    private static List<String> names() {
        return Stream.of(Consumer.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
    }

    protected Object readResolve() {
        generation = generation == null ? Generation.B.name() : generation;
        return this;
    }

    @Extension
    @Symbol("environmentChecks")
    public static class DescriptorImpl extends Descriptor<Checks> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.Checks_DisplayName();
        }

        @POST
        public FormValidation doCheckConsumers(@QueryParameter String value) {
            return Refusal.field(checkConsumers(value));
        }

        @POST
        public ListBoxModel doFillGenerationItems() {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.Checks_GenerationB(), Generation.B.name());
            items.add(Messages.Checks_GenerationA(), Generation.A.name());
            return items;
        }
    }
}
