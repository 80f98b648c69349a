package io.jenkins.plugins.calvinverse.logs.shipping;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;

/** Tells when jobs are renamed or moved. */
@Extension
public class JobListener extends ItemListener {
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        if (item instanceof Job<?, ?> job) {
            Shipping.get().moved(job, oldFullName);
        }
    }
}
