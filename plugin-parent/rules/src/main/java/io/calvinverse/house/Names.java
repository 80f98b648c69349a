package io.calvinverse.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** Names are the field's own (agent, controller, lease, canary); packages are concepts, not layers. */
final class Names {

    private Names() {}

    static final ArchRule OF_CLASSES = noClasses()
            .should()
            .haveNameMatching(".*[.$]\\w*(Slave|Helper|Manager)\\w*")
            .orShould()
            .haveNameMatching(".*[.$]\\w*Utils?")
            .because("a name says what the thing is: agent, controller, template, lease");

    static final ArchRule OF_PACKAGES = noClasses()
            .should()
            .haveNameMatching(".*\\.(utils?|services?|impls?|helpers?|managers?|common|misc|dto|model)\\..*")
            .because("packages are named by concept, never by layer");

    static final ArchRule HOME = classes()
            .should()
            .resideInAnyPackage("io.calvinverse..", "io.jenkins.plugins.calvinverse..")
            .because("engines live in io.calvinverse.<area>, plugins in io.jenkins.plugins.calvinverse.<area>");
}
