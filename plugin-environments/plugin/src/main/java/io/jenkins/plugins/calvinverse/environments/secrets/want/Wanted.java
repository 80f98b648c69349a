package io.jenkins.plugins.calvinverse.environments.secrets.want;

import hudson.Util;
import io.calvinverse.environments.secrets.SecretSource.Engine;
import io.calvinverse.environments.vault.VaultCall;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How a wanted secret may be written. Everything here throws an IllegalArgumentException that says what is wrong. */
final class Wanted {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    private Wanted() {}

    static String path(String path) {
        String trimmed = Util.fixNull(path).trim();
        // What a variable of the build puts in is checked when it is known.
        VaultCall.checkPath(trimmed.replaceAll("\\$\\{?[A-Za-z_][A-Za-z0-9_]*\\}?", "x"));
        return trimmed;
    }

    static String variable(String name) {
        String trimmed = Util.fixNull(name).trim();
        if (!VARIABLE.matcher(trimmed).matches()) {
            throw new IllegalArgumentException(Messages.Wanted_Variable(trimmed));
        }
        return trimmed;
    }

    static String fileName(String name) {
        String trimmed = Util.fixEmptyAndTrim(name);
        if (trimmed != null && !FILE.matcher(trimmed).matches()) {
            throw new IllegalArgumentException(Messages.Wanted_FileName(trimmed));
        }
        return trimmed;
    }

    static Engine engine(String engine) {
        if (engine == null) {
            return Engine.DETECT;
        }
        return switch (engine) {
            case "kv1" -> Engine.KV1;
            case "kv2" -> Engine.KV2;
            case "dynamic" -> Engine.DYNAMIC;
            default -> throw new IllegalArgumentException(Messages.Wanted_Engine(engine));
        };
    }

    static Map<String, String> parameters(String lines) {
        Map<String, String> parameters = new TreeMap<>();
        Util.fixNull(lines).lines().map(String::strip).filter(l -> !l.isEmpty()).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(Messages.Wanted_Parameter(line));
            }
            String name = line.substring(0, equals).strip();
            if (parameters.put(name, line.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException(Messages.Wanted_TwoParameters(name));
            }
        });
        return parameters;
    }
}
