package io.calvinverse.provisioner.firstboot;

import io.calvinverse.provisioner.provider.Order;
import java.util.List;

/**
 * How a Swarm client is started in a machine of ours: the one place that knows its options (those of
 * {@code hudson.plugins.swarm.Options} of swarm 1254).
 *
 * <ul>
 *   <li>The agent has exactly the name that was issued: {@code -disableClientsUniqueId} keeps the client from adding to
 *       it, {@code -deleteExistingClients} lets the controller find the agent it expects in place of answering 409.
 *   <li>Labels, mode, executors, tools and environment are not sent: the template decides, on the controller.
 *   <li>The password comes from a file, for that one name and the registration alone, so no crumb is asked for.
 *   <li>Lost connections are tried again at an even pace; EXPONENTIAL overflows to no pause at all.
 * </ul>
 */
public final class SwarmArguments {
    private static final int RETRY_SECONDS = 2;

    private SwarmArguments() {}

    /**
     * The arguments after {@code java -jar swarm-client.jar}. They contain no secret.
     *
     * @param order whose name is the agent's, and where it registers
     * @param files where things are, in the machine
     */
    public static List<String> of(Order order, Files files) {
        return List.of(
                "-url",
                order.bootstrap().controller(),
                "-name",
                order.name(),
                "-username",
                order.bootstrap().user(),
                "-passwordFile",
                files.password(),
                "-fsroot",
                files.work(),
                "-disableClientsUniqueId",
                "-deleteExistingClients",
                "-webSocket",
                "-noCrumb",
                "-retryBackOffStrategy",
                "NONE",
                "-retryInterval",
                Integer.toString(RETRY_SECONDS));
    }

    /**
     * Locations in the machine, in the machine's own notation.
     *
     * @param password the file with the password of the registration; the client reads it once, when it starts
     * @param work the directory builds run in
     */
    public record Files(String password, String work) {}
}
