package io.calvinverse.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule must be able to fail. */
class RulesTest {

    private static final String WRONG = "io.calvinverse.specimen.wrong.";
    private static final String RIGHT = "io.calvinverse.specimen.right.";
    private static final String PLUGIN = "io.jenkins.plugins.calvinverse.specimen.Written$";

    @Test
    void everyAmbientCallIsSeen() throws Exception {
        assertEquals(
                5,
                check(EngineRules.NOTHING_AMBIENT, WRONG + "Ambient")
                        .getFailureReport()
                        .getDetails()
                        .size());
        assertFalse(check(EngineRules.NOTHING_AMBIENT, RIGHT + "Ambient").hasViolation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SpecimenMain", "SpecimenMain$Inner"})
    void entryPointsMayMakeWhatTheyHandOn(String type) throws Exception {
        assertFalse(check(EngineRules.NOTHING_AMBIENT, RIGHT + type).hasViolation());
    }

    @Test
    void jenkinsInAnEngine() throws Exception {
        assertTrue(check(EngineRules.WITHOUT_JENKINS, WRONG + "KnowsJenkins").hasViolation());
        assertFalse(check(EngineRules.WITHOUT_JENKINS, RIGHT + "Ambient").hasViolation());
    }

    @Test
    void namesOfClassesAndPackages() throws Exception {
        assertTrue(check(Names.OF_CLASSES, WRONG + "AgentManager").hasViolation());
        assertFalse(check(Names.OF_CLASSES, WRONG + "services.Layered").hasViolation());
        assertTrue(check(Names.OF_PACKAGES, WRONG + "services.Layered").hasViolation());
        assertFalse(check(Names.OF_PACKAGES, RIGHT + "Ambient").hasViolation());
        assertTrue(check(Names.HOME, "hudson.model.Action").hasViolation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HoldsRecord", "HoldsOptional", "HoldsTimeDeepDown"})
    void whatXStreamWouldDrop(String type) throws Exception {
        assertTrue(check(PluginRules.XSTREAM_SAFE, PLUGIN + type).hasViolation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HoldsSimple", "NeverWritten", "HoldsDuration"})
    void whatXStreamKeepsOrNeverSees(String type) throws Exception {
        assertFalse(check(PluginRules.XSTREAM_SAFE, PLUGIN + type).hasViolation());
    }

    @Test
    void lengths(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("Short.java"), Collections.nCopies(10, "//"));
        Files.write(folder.resolve("Middle.java"), Collections.nCopies(91, "//"));
        Files.write(folder.resolve("Long.java"), Collections.nCopies(401, "//"));
        SourceLength length = new SourceLength(folder, folder.resolve("absent"));
        assertEquals(91, length.median());
        assertEquals(1, length.tooLong().size());
        assertEquals(0, new SourceLength(folder.resolve("absent")).median());
    }

    @Test
    void buttons(@TempDir Path folder) throws IOException {
        Path wrong = folder.resolve("wrong.jelly");
        Files.writeString(wrong, "<f:validateButton title=\"Test\"\n  with=\"name,tls,tls/caCertificates\"/>");
        Files.writeString(
                folder.resolve("right.jelly"), "<f:validateButton with=\"name,caCertificates\" title=\"a/b\"/>");
        assertEquals(List.of(wrong), new FormButtons(folder).withPaths());
        assertEquals(List.of(), new FormButtons(folder.resolve("absent")).withPaths());
    }

    private static EvaluationResult check(ArchRule rule, String type) throws ClassNotFoundException {
        Class<?> loaded = Class.forName(type, false, RulesTest.class.getClassLoader());
        return rule.allowEmptyShould(true).evaluate(new ClassFileImporter().importClasses(loaded));
    }
}
