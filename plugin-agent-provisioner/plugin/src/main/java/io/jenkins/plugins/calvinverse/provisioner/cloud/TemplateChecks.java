package io.jenkins.plugins.calvinverse.provisioner.cloud;

import hudson.model.Label;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringTokenizer;

/** What the fields of a template may hold. Each check answers what is wrong and the way out, or null. */
final class TemplateChecks {
    private static final int LONGEST_NAME = 32;

    private TemplateChecks() {}

    static String name(String name) {
        return name.matches("[a-z0-9-]{1," + LONGEST_NAME + "}") && !name.startsWith("-") && !name.endsWith("-")
                ? null
                : Messages.TemplateChecks_Name(name, LONGEST_NAME);
    }

    static String labels(String labels) {
        if (labels.isEmpty()) {
            return Messages.TemplateChecks_NoLabels();
        }
        StringTokenizer atoms = new StringTokenizer(labels);
        while (atoms.hasMoreTokens()) {
            String atom = atoms.nextToken();
            try {
                if (!Label.parseExpression(atom).isAtom()) {
                    return Messages.TemplateChecks_Label(atom);
                }
            } catch (IllegalArgumentException e) {
                return Messages.TemplateChecks_Label(atom);
            }
        }
        return null;
    }

    static String image(String image) {
        return image.isEmpty() || image.chars().anyMatch(Character::isISOControl)
                ? Messages.TemplateChecks_Image()
                : null;
    }

    /** What any environment's name looks like; whether there is one is found out later. */
    static String environment(String environment) {
        return environment.matches("[A-Za-z0-9_-]{1,64}") ? null : Messages.TemplateChecks_Environment(environment);
    }

    static void require(String wrong) {
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
    }

    static int atLeast(int least, int value, String field) {
        require(value < least ? Messages.TemplateChecks_AtLeast(field, least, value) : null);
        return value;
    }

    /** Lines of {@code key=value}; blank lines and lines that begin with # count for nothing. */
    static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        text.lines()
                .map(String::trim)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    require(equals < 1 ? Messages.TemplateChecks_Setting(line) : null);
                    String key = line.substring(0, equals).trim();
                    String before = settings.put(key, line.substring(equals + 1).trim());
                    require(before != null ? Messages.TemplateChecks_SettingTwice(key) : null);
                });
        return settings;
    }
}
