package io.calvinverse.environments.secrets;

import static io.calvinverse.environments.secrets.ForTests.fresh;
import static io.calvinverse.environments.secrets.ForTests.request;
import static io.calvinverse.environments.secrets.ForTests.value;
import static io.calvinverse.environments.vault.RealVault.get;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.vault.RealVault;
import io.calvinverse.parts.RabbitPart;
import io.calvinverse.parts.VaultPart;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users that a real Vault makes in a real RabbitMQ, as Calvinverse has them. */
class RabbitSecretsTest {

    @TempDir
    Path folder;

    @Test
    void aUserOfTheQueueLivesAsLongAsItsBlock() {
        try (RabbitPart rabbit = RabbitPart.startWithManagement();
                VaultPart vault = VaultPart.start();
                ForTests controller = new ForTests(RealVault.http(vault), folder)) {
            RealVault.furnish(vault);
            RealVault.policy(vault, "queue", "path \"rabbitmq/creds/*\" { capabilities = [\"read\"] }");
            RealVault.role(vault, "queue", "\"token_policies\":\"queue\",\"token_ttl\":\"5m\"");
            rabbit.takesUsersOf(vault);

            Block block = get(controller.secrets.open(
                    request(
                            "queue",
                            value("rabbitmq/creds/write.vhost.logs", "username", "USER"),
                            value("rabbitmq/creds/write.vhost.logs", "password", "PASSWORD")),
                    fresh(() -> RealVault.appRole(vault, "queue")),
                    BlockEvents.NONE));
            String user = block.variables().get("USER");
            // It fails unless the broker lets the user in.
            rabbit.control("authenticate_user", user, block.variables().get("PASSWORD"));
            assertTrue(rabbit.control("list_users").contains(user));
            assertTrue(get(controller.secrets.close("queue")));
            assertFalse(rabbit.control("list_users").contains(user));
        }
    }
}
