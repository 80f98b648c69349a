package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import com.datapipe.jenkins.vault.configuration.VaultConfiguration;
import com.datapipe.jenkins.vault.credentials.AbstractVaultTokenCredentialWithExpiration;
import com.datapipe.jenkins.vault.credentials.VaultAppRoleCredential;
import com.datapipe.jenkins.vault.credentials.VaultCredential;
import hudson.AbortException;
import hudson.Util;
import io.calvinverse.environments.secrets.Login;
import io.calvinverse.environments.secrets.Secrets;
import io.calvinverse.environments.vault.Doubt;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.VaultException;
import io.jenkins.plugins.calvinverse.environments.connection.VaultLogin;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Logs in with a credential of hashicorp-vault-plugin. Those that log in (AppRole, Kubernetes, AWS, GCP, GitHub) give a token
 * made for this block alone. A token that stands in the credential, or of a kind unknown here, is taken to be shared: what must
 * not happen is that somebody else's token is revoked.
 */
final class CredentialLogin implements Login {
    private final Callable<VaultCredential> credential;
    private final VaultConfiguration configuration;
    private final Once once;
    private final Secrets secrets;
    private final StaticTokens tokens;
    private final Doubt doubt;
    private final Executor requests;

    /** How often to log in. */
    interface Once {
        /** Null to log in for each block, else under which name to keep the one login. */
        String key(VaultCredential credential);
    }

    /**
     * @param credential looked up for each login: it may be changed while a block is open
     * @param requests for logging in, which waits for an answer
     */
    CredentialLogin(
            Callable<VaultCredential> credential,
            VaultConfiguration configuration,
            Once once,
            OpenVault vault,
            Executor requests) {
        this.credential = credential;
        this.configuration = configuration;
        this.once = once;
        this.secrets = vault.secrets();
        this.tokens = vault.staticTokens();
        this.doubt = vault.doubt();
        this.requests = requests;
    }

    @Override
    public CompletableFuture<Grant> login() {
        return supply(credential).thenCompose(this::login);
    }

    private CompletableFuture<Grant> login(VaultCredential found) {
        if (!fresh(found)) {
            return token(found).thenCompose(token -> tokens.grant(found.getId(), token));
        }
        Login each = () -> token(found).thenApply(token -> new Grant(token, true));
        String key = once.key(found);
        return key == null ? each.login() : secrets.once(key, each).login();
    }

    private static boolean fresh(VaultCredential credential) {
        return credential instanceof AbstractVaultTokenCredentialWithExpiration;
    }

    /** Of a login that is kept: the same for all that use the same role and SecretID. */
    static String key(VaultCredential credential) {
        if (credential instanceof VaultAppRoleCredential role) {
            String whole = role.getPath()
                    + '\n'
                    + role.getRoleId()
                    + '\n'
                    + role.getSecretId().getPlainText();
            return "approle " + Util.getDigestOf(whole);
        }
        return "credential " + credential.getId();
    }

    /** Each try costs the driver a client of HTTP, with threads that live for a minute. */
    private CompletableFuture<Token> token(VaultCredential found) {
        return supply(() -> doubt.attempt(() -> VaultLogin.of(BuildCredentials.copy(found), configuration)));
    }

    private <T> CompletableFuture<T> supply(Callable<T> what) {
        CompletableFuture<T> result = new CompletableFuture<>();
        requests.execute(() -> {
            try {
                result.complete(what.call());
            } catch (VaultException e) {
                result.completeExceptionally(e);
            } catch (AbortException e) {
                result.completeExceptionally(new VaultException(VaultException.Cause.REFUSED, e.getMessage()));
            } catch (Exception | LinkageError e) {
                // A cloud's library may be missing. Its class alone: the text may quote what is in the credential
                String text = Messages.CredentialLogin_Unusable(e.getClass().getName());
                result.completeExceptionally(new VaultException(VaultException.Cause.REFUSED, text));
            }
        });
        return result;
    }
}
