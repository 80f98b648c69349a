package io.calvinverse.house;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Run by every module over itself: surefire finds this class in the jar of the house rules ({@code dependenciesToScan}). */
class HouseRulesTest {

    private final Module module = Module.underTest();

    @TestFactory
    Stream<DynamicTest> architecture() {
        JavaClasses classes = module.classes();
        return rules().entrySet().stream()
                .map(rule -> dynamicTest(
                        rule.getKey(),
                        () -> rule.getValue().allowEmptyShould(true).check(classes)));
    }

    @Test
    void noSourceIsLongerThan400Lines() {
        List<String> tooLong = new SourceLength(module.mainSources(), module.testSources()).tooLong();
        assertTrue(tooLong.isEmpty(), () -> "over " + SourceLength.MOST_LINES + " lines, split by concept: " + tooLong);
    }

    @Test
    void theMedianSourceIsShort() {
        int median = new SourceLength(module.mainSources()).median();
        assertTrue(median <= SourceLength.MEDIAN_LINES, () -> "median of the main sources is " + median + " lines");
    }

    @Test
    void buttonsOfFormsNameFieldsThatAreFound() {
        List<Path> wrong = new FormButtons(module.mainResources()).withPaths();
        assertTrue(wrong.isEmpty(), () -> "core's validateButton knows no paths, name plain fields: " + wrong);
    }

    private Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("names of classes", Names.OF_CLASSES);
        rules.put("names of packages", Names.OF_PACKAGES);
        rules.put("home package", Names.HOME);
        if (module.kind() == Module.Kind.ENGINE) {
            rules.put("an engine knows nothing of Jenkins", EngineRules.WITHOUT_JENKINS);
            rules.put("engines do not know each other", EngineRules.ALONE);
            rules.put("nothing ambient in an engine", EngineRules.NOTHING_AMBIENT);
        } else {
            rules.put("what XStream writes is simple", PluginRules.XSTREAM_SAFE);
            rules.put("no mutable statics", PluginRules.NO_MUTABLE_STATICS);
        }
        return rules;
    }
}
