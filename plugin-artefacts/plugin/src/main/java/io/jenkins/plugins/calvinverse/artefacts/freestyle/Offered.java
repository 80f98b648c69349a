package io.jenkins.plugins.calvinverse.artefacts.freestyle;

import io.jenkins.plugins.calvinverse.artefacts.step.FetchArtefactStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PromoteArtefactStep;
import io.jenkins.plugins.calvinverse.artefacts.step.PublishingStep;
import io.jenkins.plugins.calvinverse.artefacts.step.VerifyProvenanceStep;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Steps that make sense in a form: those that neither take nor only give values of a script. */
final class Offered {
    private Offered() {}

    static List<StepDescriptor> steps() {
        return StepDescriptor.all().stream()
                .filter(each -> isOffered(each.clazz))
                .toList();
    }

    private static boolean isOffered(Class<?> step) {
        return PublishingStep.class.isAssignableFrom(step) && step != PromoteArtefactStep.class
                || step == FetchArtefactStep.class
                || step == VerifyProvenanceStep.class;
    }
}
