package io.jenkins.plugins.calvinverse.logs.scope;

import hudson.Util;
import io.jenkins.plugins.calvinverse.logs.check.Expressions;
import io.jenkins.plugins.calvinverse.logs.check.FieldNames;
import io.jenkins.plugins.calvinverse.logs.check.Lines;
import io.jenkins.plugins.calvinverse.logs.check.Refusal;
import java.util.List;
import java.util.Map;

/** What a folder or a job says about the shipping of its builds' logs. */
final class Rules {
    private boolean off;
    private String fields;
    private String patterns;

    boolean isOff() {
        return off;
    }

    void setOff(boolean off) {
        this.off = off;
    }

    String getFields() {
        return fields;
    }

    void setFields(String fields) {
        Refusal.unless(FieldNames.problemOf(fields));
        this.fields = Lines.tidy(fields);
    }

    String getPatterns() {
        return patterns;
    }

    void setPatterns(String patterns) {
        String given = Util.fixEmptyAndTrim(patterns);
        Refusal.unless(Expressions.problem(given));
        this.patterns = Lines.tidy(given);
    }

    Map<String, String> fieldMap() {
        return FieldNames.of(fields);
    }

    List<String> patternList() {
        return Lines.of(patterns);
    }
}
