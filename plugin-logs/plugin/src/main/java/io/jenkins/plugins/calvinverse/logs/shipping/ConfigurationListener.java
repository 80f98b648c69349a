package io.jenkins.plugins.calvinverse.logs.shipping;

import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.calvinverse.logs.LogsConfiguration;

/** Lets the shipping follow every save of the configuration, by form, by code or by script. */
@Extension
public class ConfigurationListener extends SaveableListener {
    @Override
    public void onChange(Saveable o, XmlFile file) {
        if (o instanceof LogsConfiguration) {
            Shipping.get().configured();
        }
    }
}
