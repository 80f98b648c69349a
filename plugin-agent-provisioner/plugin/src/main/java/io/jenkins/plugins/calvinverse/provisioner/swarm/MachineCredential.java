package io.jenkins.plugins.calvinverse.provisioner.swarm;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.Util;
import io.calvinverse.provisioner.machine.Machine;
import io.calvinverse.provisioner.machine.Phase;
import io.jenkins.plugins.calvinverse.provisioner.agent.ImmutableAgent;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import jenkins.security.HMACConfidentialKey;

/**
 * How a machine proves itself when it registers: user = its name, password = a keyed hash of its name. Nothing is
 * stored, every controller has another key, and names are never used twice. Valid while the fleet knows the machine.
 */
@SuppressFBWarnings(
        value = {"SERVLET_HEADER", "SERVLET_PARAMETER"},
        justification = "What the client sends is compared with what it cannot know, and used for nothing else")
public final class MachineCredential {
    private static final HMACConfidentialKey KEY = new HMACConfidentialKey(MachineCredential.class, "password");
    /** The only request it is good for; the Swarm client makes it before every connection. */
    private static final String REGISTRATION = "/plugin/swarm/createSlave";

    private MachineCredential() {}

    /** The password of that machine. */
    public static String password(String machine) {
        return KEY.mac(machine);
    }

    /** Whether the request registers a machine under its own name and with its own password. */
    static boolean registers(HttpServletRequest request) {
        String machine = machine(request);
        return machine != null && registers(request, machine);
    }

    /** The same with the header taken apart already. */
    static boolean registers(HttpServletRequest request, String user, String password) {
        return valid(user, password) && registers(request, user);
    }

    /** The Swarm plugin appends the parameter {@code hash} to the name; no client of ours sends it. */
    private static boolean registers(HttpServletRequest request, String machine) {
        return "POST".equals(request.getMethod())
                && REGISTRATION.equals(request.getRequestURI()
                        .substring(request.getContextPath().length()))
                && machine.equals(request.getParameter("name"))
                && Util.fixEmpty(request.getParameter("hash")) == null
                && live(machine);
    }

    /** The machine whose name and password the request carries, whether or not it still exists, or null. */
    static String machine(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).trim());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 && valid(parts[0], parts[1]) ? parts[0] : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean valid(String user, String password) {
        return MessageDigest.isEqual(
                password(user).getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean live(String name) {
        ImmutableAgent agent = ImmutableAgent.find(name);
        Machine machine = agent == null
                ? null
                : agent.fleet().map(f -> f.view().machines().get(name)).orElse(null);
        return machine != null && machine.phase().compareTo(Phase.TERMINATING) < 0;
    }
}
