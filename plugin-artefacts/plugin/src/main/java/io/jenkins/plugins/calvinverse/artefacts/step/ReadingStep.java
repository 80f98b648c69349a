package io.jenkins.plugins.calvinverse.artefacts.step;

import hudson.Util;
import io.calvinverse.artefacts.artefact.Coordinates;
import java.util.HashMap;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** What steps that look for one artefact have in common. */
public abstract class ReadingStep extends AgentStep {
    private static final long serialVersionUID = 1;

    private final String from;
    private final String format;
    private final String name;
    private String version;
    private String classifier;
    private String extension;
    private String credentialsId;

    protected ReadingStep(String from, String format, String name) {
        this.from = from;
        this.format = format;
        this.name = name;
        NamedArtefact.format(format);
    }

    /** {@code server/repository}, a URL, a directory, or a service of an environment. */
    public String getFrom() {
        return from;
    }

    public String getFormat() {
        return format;
    }

    /** Raw: path; Maven: {@code group:artifact}. */
    public String getName() {
        return name;
    }

    /** Null for raw. */
    public String getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(String version) {
        this.version = Util.fixEmptyAndTrim(version);
    }

    /** Of Maven. */
    public String getClassifier() {
        return classifier;
    }

    @DataBoundSetter
    public void setClassifier(String classifier) {
        this.classifier = Util.fixEmptyAndTrim(classifier);
    }

    /** Of Maven; null for {@code jar}. */
    public String getExtension() {
        return extension;
    }

    @DataBoundSetter
    public void setExtension(String extension) {
        this.extension = Util.fixEmptyAndTrim(extension);
    }

    /** Null for the credential of the configured server. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    final Coordinates coordinates(Desk desk) {
        Map<String, String> values = new HashMap<>();
        values.put("format", format);
        values.put("name", desk.expand(name));
        values.put("version", desk.expand(version));
        values.put("classifier", desk.expand(classifier));
        values.put("extension", desk.expand(extension));
        return NamedArtefact.of(values);
    }
}
