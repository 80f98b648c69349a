package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The policies of a block's own token, as hashicorp-vault-plugin's settings name them, one a line: {@code ${job_name}},
 * {@code ${job_base_name}}, {@code ${job_folder}}, the same with {@code _us} (slashes as underscores) and {@code ${node_name}}.
 */
final class TokenPolicies {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)\\}");
    /** Whoever may name a job must not be able to name a policy of his choice beside it. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9 _./@+-]*");

    private TokenPolicies() {}

    static List<String> of(String templates, Run<?, ?> build, EnvVars variables) throws AbortException {
        Map<String, String> values = values(build, variables);
        StringBuilder policies = new StringBuilder();
        Matcher place = PLACE.matcher(Util.fixNull(templates));
        while (place.find()) {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new AbortException(Messages.TokenPolicies_Unknown(
                        place.group(1),
                        String.join(", ", values.keySet().stream().sorted().toList())));
            }
            if (!HARMLESS.matcher(value).matches()) {
                throw new AbortException(Messages.TokenPolicies_Odd(place.group(1), value));
            }
            place.appendReplacement(policies, Matcher.quoteReplacement(value));
        }
        place.appendTail(policies);
        return policies.toString()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Map<String, String> values(Run<?, ?> build, EnvVars variables) {
        String name = build.getParent().getFullName();
        int slash = name.lastIndexOf('/');
        String folder = slash < 0 ? "" : name.substring(0, slash);
        Map<String, String> values = new HashMap<>();
        values.put("job_name", name);
        values.put("job_base_name", name.substring(slash + 1));
        values.put("job_folder", folder);
        values.put("job_name_us", name.replace('/', '_'));
        values.put("job_folder_us", folder.replace('/', '_'));
        values.put("node_name", Util.fixNull(variables.get("NODE_NAME")));
        return values;
    }
}
