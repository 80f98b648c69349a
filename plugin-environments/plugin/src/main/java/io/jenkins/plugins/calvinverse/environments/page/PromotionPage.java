package io.jenkins.plugins.calvinverse.environments.page;

import hudson.model.ModelObject;
import hudson.model.User;
import io.calvinverse.environments.configuration.plan.Plan;
import io.calvinverse.environments.configuration.plan.PlanText;
import io.jenkins.plugins.calvinverse.environments.EnvironmentsConfiguration;
import io.jenkins.plugins.calvinverse.environments.connection.Connections;
import io.jenkins.plugins.calvinverse.environments.definition.Environment;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Brings a release of another environment here: first the plan, then the deed. */
public final class PromotionPage implements ModelObject {
    private final Environment environment;

    PromotionPage(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String getDisplayName() {
        return Messages.PromotionPage_DisplayName(environment.getName());
    }

    public Environment getEnvironment() {
        return environment;
    }

    /** Where releases may come from. */
    public List<String> getSources() {
        return EnvironmentsConfiguration.get().getEnvironments().stream()
                .filter(each -> each.getConsul() != null && !each.getName().equals(environment.getName()))
                .map(Environment::getName)
                .toList();
    }

    public boolean isAllowed() {
        return Jenkins.get().hasPermission(EnvironmentsPage.RELEASE);
    }

    /** What was asked for; null when nothing was. */
    public Answer<Plan> plan() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String from = request.getParameter("from");
        if (from == null || from.isEmpty()) {
            return null;
        }
        Promotion promotion = Promotion.of(
                environment,
                from,
                request.getParameter("version"),
                request.getParameter("stream"),
                request.getParameter("local"));
        return Answer.to(promotion::plan);
    }

    public List<String> text(Plan plan) {
        return PlanText.of(plan);
    }

    /** Publishes; what takes longer than a page can wait goes on, and the page of the environment shows how far it is. */
    @POST
    public HttpResponse doPublish(
            @QueryParameter String from,
            @QueryParameter String version,
            @QueryParameter String stream,
            @QueryParameter String local)
            throws InterruptedException {
        Jenkins.get().checkPermission(EnvironmentsPage.RELEASE);
        Promotion promotion = Promotion.of(environment, from, version, stream, local);
        User user = User.current();
        String by = Messages.PromotionPage_By(user == null ? "anonymous" : user.getId());
        Future<?> work = Connections.get().requests().submit(() -> promotion.publish(by));
        try {
            work.get(Answer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return HttpResponses.redirectTo("../");
        } catch (ExecutionException e) {
            return HttpResponses.errorWithoutStack(
                    409, String.valueOf(e.getCause().getMessage()));
        }
        return HttpResponses.redirectTo("../");
    }
}
