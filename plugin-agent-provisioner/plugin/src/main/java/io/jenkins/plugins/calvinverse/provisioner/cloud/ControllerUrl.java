package io.jenkins.plugins.calvinverse.provisioner.cloud;

import hudson.util.FormValidation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.model.JenkinsLocationConfiguration;

/** The URL under which machines reach the controller. */
final class ControllerUrl {
    private ControllerUrl() {}

    static FormValidation check(String url) {
        if (url == null) {
            return Jenkins.get().getRootUrl() == null
                            || JenkinsLocationConfiguration.get().getUrl() == null
                    ? FormValidation.warning(Messages.ControllerUrl_None())
                    : FormValidation.ok();
        }
        try {
            URI uri = new URI(url);
            boolean good = Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null;
            return good ? FormValidation.ok() : FormValidation.error(Messages.ControllerUrl_Invalid(url));
        } catch (URISyntaxException e) {
            return FormValidation.error(Messages.ControllerUrl_Invalid(url));
        }
    }
}
