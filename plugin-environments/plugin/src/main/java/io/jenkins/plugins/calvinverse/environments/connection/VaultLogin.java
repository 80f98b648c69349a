package io.jenkins.plugins.calvinverse.environments.connection;

import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import com.datapipe.jenkins.vault.exception.VaultPluginException;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.VaultException;
import io.calvinverse.environments.vault.VaultException.Cause;
import io.github.jopenlibs.vault.VaultConfig;

/** The one place that speaks to hashicorp-vault-plugin's driver: a credential goes in, a token comes out. It waits. */
public final class VaultLogin {
    /** Seconds. */
    private static final int CONNECTING = 5;

    private static final int ANSWERING = 20;

    private VaultLogin() {}

    /**
     * Logs in.
     *
     * @param credential nobody else's: hashicorp-vault-plugin keeps the token in it
     * @throws VaultException naming credential, Vault and cause, and no secret
     */
    @SuppressFBWarnings(
            value = "DCN_NULLPOINTER_EXCEPTION",
            justification = "What the driver throws when a login gave no token")
    public static Token of(VaultCredential credential, VaultConfiguration configuration) throws VaultException {
        VaultConfig driver =
                configuration.getVaultConfig().openTimeout(CONNECTING).readTimeout(ANSWERING);
        try {
            driver.build();
            credential.authorizeWithVault(driver, null);
            return Token.of(driver.getToken());
        } catch (io.github.jopenlibs.vault.VaultException e) {
            throw refusal(credential, configuration, e);
        } catch (VaultPluginException e) {
            throw refusal(credential, configuration, e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new VaultException(
                    Cause.REFUSED, Messages.VaultLogin_NoToken(credential.getId(), configuration.getVaultUrl()));
        }
    }

    private static VaultException refusal(VaultCredential credential, VaultConfiguration where, Exception failure) {
        io.github.jopenlibs.vault.VaultException said = said(failure);
        int status = said == null ? -1 : said.getHttpStatusCode();
        String cause = said == null ? failure.getMessage() : Answers.inShort(said.getMessage());
        boolean mayPass = said != null && (status == 0 || status == 412 || status == 429 || status >= 472);
        String text = mayPass
                ? Messages.VaultLogin_NotNow(credential.getId(), where.getVaultUrl(), cause)
                : Messages.VaultLogin_Refused(credential.getId(), where.getVaultUrl(), cause);
        // Not the failure itself as cause: the driver quotes requests
        return new VaultException(mayPass ? Cause.UNAVAILABLE : Cause.DENIED, text);
    }

    private static io.github.jopenlibs.vault.VaultException said(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof io.github.jopenlibs.vault.VaultException driver) {
                return driver;
            }
        }
        return null;
    }
}
