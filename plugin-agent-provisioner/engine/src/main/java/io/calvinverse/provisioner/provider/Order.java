package io.calvinverse.provisioner.provider;

import io.calvinverse.provisioner.firstboot.Proof;
import io.calvinverse.provisioner.firstboot.Surroundings;
import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a provider needs to make one machine.
 *
 * @param name unique for ever; a second order of this name must not make a second machine
 * @param owner to be stored in the machine, atomically with its creation
 * @param template to be stored in the machine, likewise
 * @param image which image
 * @param leaseEnd to be stored in the machine: when whoever finds it may take it for abandoned
 * @param settings the template's settings for this provider
 * @param bootstrap how the agent in the machine finds and proves itself to its controller
 */
public record Order(
        String name,
        Owner owner,
        String template,
        String image,
        Instant leaseEnd,
        Map<String, String> settings,
        Bootstrap bootstrap) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Whether a machine can have that name: a DNS label in lower case, and so never a path. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * How an agent registers.
     *
     * @param controller the controller's URL, ending in a slash
     * @param user user name for the registration alone
     * @param password its password; must be readable in the machine for root only and never stand in a command line
     * @param proof how a machine with a medium comes by that password
     * @param surroundings its environment, null where there is none
     */
    public record Bootstrap(String controller, String user, String password, Proof proof, Surroundings surroundings) {

        /** Without an environment: the medium holds the password. */
        public Bootstrap(String controller, String user, String password) {
            this(controller, user, password, new Proof.Credential(password), null);
        }

        /** The same for a machine that reaches the controller by another URL. */
        public Bootstrap reaching(String url) {
            return new Bootstrap(url, user, password, proof, surroundings);
        }

        @Override
        public String toString() {
            return "Bootstrap[controller=" + controller + ", user=" + user + ", password=***, proof=" + proof
                    + ", surroundings=" + surroundings + "]";
        }
    }
}
