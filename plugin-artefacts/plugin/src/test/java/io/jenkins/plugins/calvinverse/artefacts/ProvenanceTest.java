package io.jenkins.plugins.calvinverse.artefacts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ProvenanceTest {

    @TempDir
    Path share;

    private static String pem(String what, Key key) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }

    @Test
    void aSignedStatementVouchesForWhatWasPublishedAndForNothingElse(JenkinsRule jenkins) throws Exception {
        Trial trial = new Trial(jenkins);
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String secret = pem("PRIVATE KEY", keys.getPrivate());
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "signing", "", Secret.fromString(secret)));
        Path repository = Files.createDirectory(share.resolve("repository"));
        WorkflowRun published = trial.run(
                Result.SUCCESS,
                "writeFile file: 'base.txt', text: 'base'",
                "publishRaw to: '" + repository + "', files: 'base.txt', provenance: false",
                "fetchArtefact from: '" + repository + "', format: 'raw', name: 'base.txt', file: 'in.txt'",
                "writeFile file: 'tool.txt', text: 'content'",
                "withEnv(['GIT_COMMIT=0123456789abcdef0123456789abcdef01234567',"
                        + " 'GIT_URL=https://me:geheim@git.example.org/tool.git']) {",
                "  publishRaw to: '" + repository + "', files: 'tool.txt', provenanceKey: 'signing'",
                "}");
        String path = published.getArtifacts().get(0).relativePath;
        assertTrue(path.endsWith(".dsse.json"), path);
        byte[] envelope;
        try (var in = published.getArtifactManager().root().child(path).open()) {
            envelope = in.readAllBytes();
        }
        Files.write(share.resolve("tool.dsse.json"), envelope);
        String statement = new String(
                Base64.getDecoder()
                        .decode(new String(envelope, StandardCharsets.UTF_8)
                                .replaceAll("(?s).*\"payload\"\\s*:\\s*\"([^\"]*)\".*", "$1")),
                StandardCharsets.UTF_8);
        assertTrue(statement.contains("base.txt"), statement);
        assertTrue(statement.contains("git+https://git.example.org/tool.git"), statement);
        trial.assertNowhere(published, secret.lines().toList().get(1));

        String verify = "verifyProvenance file: 'tool.txt', provenance: 'tool.dsse.json', key: '''"
                + pem("PUBLIC KEY", keys.getPublic()) + "'''";
        String copy = "sh 'cp " + share + "/tool.dsse.json .'";
        WorkflowRun right = trial.run(
                Result.SUCCESS,
                copy,
                "writeFile file: 'tool.txt', text: 'content'",
                "echo " + verify.replace("verifyProvenance ", "verifyProvenance(") + ")");
        jenkins.assertLogContains("/repository/tool.txt, as its signed provenance says", right);
        trial.run(Result.FAILURE, copy, "writeFile file: 'tool.txt', text: 'Content'", verify);
        trial.run(
                Result.FAILURE,
                copy,
                "sh 'sed -i s/eyJ/eyK/ tool.dsse.json; ! cmp tool.dsse.json " + share + "/tool.dsse.json'",
                "writeFile file: 'tool.txt', text: 'content'",
                verify);
    }

    @Test
    void whoHasAFileFindsItsStatementInARepository(JenkinsRule jenkins) throws Exception {
        Trial trial = new Trial(jenkins);
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        "signing",
                        "",
                        Secret.fromString(pem("PRIVATE KEY", keys.getPrivate()))));
        Path repository = Files.createDirectory(share.resolve("repository"));
        String publish = "publishRaw to: '" + repository + "', files: '*.txt', provenanceKey: 'signing',"
                + " provenanceTo: '" + repository + "'";
        String write = "writeFile file: 'a.txt', text: 'one'; writeFile file: 'b.txt', text: 'two'";
        WorkflowRun first = trial.run(Result.SUCCESS, write, publish);
        jenkins.assertLogContains("2 statements of provenance stored in " + repository + "; 0 were there", first);
        WorkflowRun again = trial.run(Result.SUCCESS, write, publish);
        jenkins.assertLogContains("0 statements of provenance stored in " + repository + "; 2 were there", again);

        String verify = "verifyProvenance file: 'c.txt', from: '" + repository + "', key: '''"
                + pem("PUBLIC KEY", keys.getPublic()) + "'''";
        WorkflowRun right = trial.run(Result.SUCCESS, "writeFile file: 'c.txt', text: 'two'", verify);
        jenkins.assertLogContains("/repository/b.txt, as its signed provenance says", right);
        WorkflowRun changed = trial.run(Result.FAILURE, "writeFile file: 'c.txt', text: 'twO'", verify);
        jenkins.assertLogContains("has no signed provenance of", changed);
        // Somebody gives another content the statement of the first.
        Path statements = repository.resolve("provenance");
        Files.copy(statements.resolve(sha256("two") + ".dsse.json"), statements.resolve(sha256("twO") + ".dsse.json"));
        WorkflowRun passed = trial.run(Result.FAILURE, "writeFile file: 'c.txt', text: 'twO'", verify);
        jenkins.assertLogContains("is none of the 1 contents of the provenance", passed);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
