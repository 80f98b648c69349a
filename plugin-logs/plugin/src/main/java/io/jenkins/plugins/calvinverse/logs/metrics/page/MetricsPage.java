package io.jenkins.plugins.calvinverse.logs.metrics.page;

import hudson.Extension;
import hudson.model.InvisibleAction;
import hudson.model.RootAction;
import io.calvinverse.logs.metrics.PrometheusText;
import io.jenkins.plugins.calvinverse.logs.metrics.MetricsService;
import io.jenkins.plugins.calvinverse.logs.metrics.backfill.Backfill;
import io.jenkins.plugins.calvinverse.logs.metrics.backfill.Period;
import jenkins.metrics.api.Metrics;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** {@code /calvinverse-metrics/prometheus} for who may view metrics, {@code /calvinverse-metrics/backfill} for administrators. */
@Extension
public class MetricsPage extends InvisibleAction implements RootAction {

    @Override
    public String getUrlName() {
        return "calvinverse-metrics";
    }

    /** The registry in Prometheus' text format. */
    @GET
    public HttpResponse doPrometheus() {
        Jenkins.get().checkPermission(Metrics.VIEW);
        return HttpResponses.text(PrometheusText.of(MetricsService.get().board(), Metrics.metricRegistry()));
    }

    /** Sends the points of builds again that ended within a period; returns at once, the controller's log says when it is done. */
    @POST
    public HttpResponse doBackfill(@QueryParameter String from, @QueryParameter String to, @QueryParameter String job) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            Backfill.start(Period.parse(from, to), job);
            return HttpResponses.text(Messages.MetricsPage_Begun() + '\n');
        } catch (IllegalArgumentException e) {
            return HttpResponses.errorWithoutStack(400, e.getMessage());
        }
    }
}
