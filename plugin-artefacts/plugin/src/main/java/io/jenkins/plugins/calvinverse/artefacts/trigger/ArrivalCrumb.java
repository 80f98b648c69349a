package io.jenkins.plugins.calvinverse.artefacts.trigger;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Servers have no session, so there is none that a crumb could protect. */
@Extension
public class ArrivalCrumb extends CrumbExclusion {
    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo();
        if (path == null || !path.startsWith("/" + ArrivalEndpoint.URL + "/")) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }
}
