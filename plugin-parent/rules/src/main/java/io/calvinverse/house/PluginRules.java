package io.calvinverse.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What only a Jenkins plugin can get wrong. */
final class PluginRules {

    /** Roots of what XStream writes below the Jenkins home. */
    private static final List<String> WRITTEN = List.of(
            "hudson.model.Describable",
            "hudson.model.Descriptor",
            "hudson.model.Saveable",
            "hudson.model.Node",
            "hudson.model.Action",
            "hudson.model.Cause",
            "hudson.slaves.Cloud",
            "hudson.slaves.ComputerLauncher",
            "hudson.slaves.OfflineCause",
            "hudson.slaves.RetentionStrategy");

    /** Described, but never written by XStream: pages and steps (a step is kept by Pipeline's own program store). */
    private static final List<String> NOT_WRITTEN =
            List.of("hudson.model.RootAction", "org.jenkinsci.plugins.workflow.steps.Step");

    private PluginRules() {}

    static final ArchRule XSTREAM_SAFE = classes()
            .that()
            .areNotInterfaces()
            .should(writeOnlySimpleFields())
            .because("XStream drops a record, Optional or java.time field and every field after it without a word");

    static final ArchRule NO_MUTABLE_STATICS = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.jenkins.plugins.calvinverse..")
            .and()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal()
            .allowEmptyShould(true)
            .because("run-time state lives in one extension, not in statics");

    private static ArchCondition<JavaClass> writeOnlySimpleFields() {
        return new ArchCondition<>("write only simple fields when XStream writes them") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (isWritten(type)) {
                    follow(type, type, events, new HashSet<>());
                }
            }
        };
    }

    private static boolean isWritten(JavaClass type) {
        return WRITTEN.stream().anyMatch(type::isAssignableTo)
                && NOT_WRITTEN.stream().noneMatch(type::isAssignableTo);
    }

    /** Follows fields through our own classes: what a written class holds is written with it. */
    private static void follow(JavaClass root, JavaClass type, ConditionEvents events, Set<JavaClass> seen) {
        if (!seen.add(type)) {
            return;
        }
        for (JavaField field : type.getAllFields()) {
            if (field.getModifiers().contains(JavaModifier.STATIC)
                    || field.getModifiers().contains(JavaModifier.TRANSIENT)
                    || !isOurs(field.getOwner())) {
                continue;
            }
            for (JavaClass held : field.getAllInvolvedRawTypes()) {
                JavaClass value = held.getBaseComponentType();
                if (isDropped(value)) {
                    events.add(SimpleConditionEvent.violated(
                            root,
                            "%s is written with %s and holds %s"
                                    .formatted(field.getFullName(), root.getName(), value.getName())));
                } else if (isOurs(value)) {
                    follow(root, value, events, seen);
                }
            }
        }
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("io.jenkins.plugins.calvinverse")
                || type.getPackageName().startsWith("io.calvinverse");
    }

    private static boolean isDropped(JavaClass type) {
        return type.isRecord()
                || type.getName().startsWith("java.util.Optional")
                || type.getPackageName().startsWith("java.time");
    }
}
