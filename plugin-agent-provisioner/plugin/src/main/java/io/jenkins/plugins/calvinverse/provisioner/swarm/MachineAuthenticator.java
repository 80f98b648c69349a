package io.jenkins.plugins.calvinverse.provisioner.swarm;

import hudson.Extension;
import hudson.security.ACL;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import jenkins.security.BasicHeaderAuthenticator;
import org.springframework.security.core.Authentication;

/**
 * Lets a machine in for its own registration and nothing else. The request runs with the system's rights, because no
 * authorization strategy knows the machine; the only thing it reaches is {@link MachineAgentFactory}.
 */
@Extension(ordinal = 100)
public class MachineAuthenticator extends BasicHeaderAuthenticator {
    @Override
    public Authentication authenticate2(
            HttpServletRequest req, HttpServletResponse rsp, String username, String password) {
        return MachineCredential.registers(req, username, password) ? ACL.SYSTEM2 : null;
    }

    /** The password in the header is proof enough; the client has no session a crumb could belong to. */
    @Extension
    public static class Crumb extends CrumbExclusion {
        @Override
        public boolean process(HttpServletRequest req, HttpServletResponse rsp, FilterChain chain)
                throws IOException, ServletException {
            if (MachineCredential.registers(req)) {
                chain.doFilter(req, rsp);
                return true;
            }
            return false;
        }
    }
}
