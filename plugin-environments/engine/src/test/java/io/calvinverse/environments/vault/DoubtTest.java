package io.calvinverse.environments.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.vault.VaultException.Cause;
import io.calvinverse.parts.VaultPart;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** On a real Vault. */
class DoubtTest {

    private int tried;

    @Test
    void aVaultThatCannotAnswerIsAskedForItsHealthBeforeTheNextAttempt() throws Exception {
        try (VaultPart vault = VaultPart.start()) {
            Doubt doubt = new Doubt(RealVault.client(vault));
            assertEquals("done", doubt.attempt(() -> attempt(null)));
            vault.seal();
            assertThrows(VaultException.class, () -> doubt.attempt(() -> attempt(Cause.UNAVAILABLE)));
            assertEquals(2, tried);

            VaultException sealed = assertThrows(VaultException.class, () -> doubt.attempt(() -> attempt(null)));

            assertEquals(2, tried);
            assertEquals(Cause.UNAVAILABLE, sealed.kind());
            assertTrue(sealed.getMessage().endsWith("Vault is sealed"), sealed.getMessage());
            vault.unseal();
            assertEquals("done", doubt.attempt(() -> attempt(null)));
            assertEquals(3, tried);
        }
    }

    @Test
    void aVaultThatIsGoneIsNotTriedEither() throws Exception {
        VaultPart vault = VaultPart.start();
        Doubt doubt = new Doubt(RealVault.client(vault));
        assertThrows(VaultException.class, () -> doubt.attempt(() -> attempt(Cause.UNAVAILABLE)));
        vault.close();

        VaultException gone = assertThrows(VaultException.class, () -> doubt.attempt(() -> attempt(null)));

        assertEquals(1, tried);
        assertEquals(Cause.UNAVAILABLE, gone.kind());
    }

    @Test
    void aRefusalIsNoDoubt() throws Exception {
        try (VaultPart vault = VaultPart.start()) {
            Doubt doubt = new Doubt(RealVault.client(vault));
            assertThrows(VaultException.class, () -> doubt.attempt(() -> attempt(Cause.DENIED)));
            vault.seal();
            assertEquals(
                    "done",
                    doubt.attempt(() -> attempt(null)),
                    "the Vault was asked although nothing spoke against it");
            assertThrows(
                    IOException.class,
                    () -> doubt.attempt(() -> {
                        throw new IOException("another");
                    }));
        }
    }

    private String attempt(Cause failure) throws VaultException {
        tried++;
        if (failure != null) {
            throw new VaultException(failure, "as told");
        }
        return "done";
    }
}
