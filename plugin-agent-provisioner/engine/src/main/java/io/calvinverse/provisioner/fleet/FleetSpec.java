package io.calvinverse.provisioner.fleet;

import java.util.List;
import java.util.Optional;

/**
 * A fleet as configured now.
 *
 * @param owner who owns its machines at the provider
 * @param cap most machines of all templates at once, those being created and destroyed included
 * @param templates in order of preference; empty for a fleet that is being given up
 */
public record FleetSpec(Owner owner, int cap, List<TemplateSpec> templates) {

    /** Copies the list. */
    public FleetSpec {
        templates = List.copyOf(templates);
    }

    /** The template of that name, if it is still configured. */
    public Optional<TemplateSpec> template(String name) {
        for (TemplateSpec template : templates) {
            if (template.name().equals(name)) {
                return Optional.of(template);
            }
        }
        return Optional.empty();
    }

    /** The same fleet without templates: everything drains, nothing new comes. */
    public FleetSpec retired() {
        return new FleetSpec(owner, cap, List.of());
    }

    /**
     * Who owns a machine. Written into the machine when it is created; what carries another owner is never touched.
     *
     * @param controller identity of the controller
     * @param fleet name of the fleet on that controller
     */
    public record Owner(String controller, String fleet) {}
}
