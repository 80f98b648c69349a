package io.jenkins.plugins.calvinverse.provisioner.fleet;

import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import jenkins.model.Jenkins;

/** Lets the fleets follow every save of the configuration, by form, by code or by script. */
@Extension
public class ConfigurationListener extends SaveableListener {
    @Override
    public void onChange(Saveable o, XmlFile file) {
        if (o instanceof Jenkins) {
            Fleets.get().syncSoon();
        }
    }
}
