import static org.junit.jupiter.api.Assertions.assertEquals
import static org.junit.jupiter.api.Assertions.assertThrows
import static org.junit.jupiter.api.Assertions.assertTrue

import com.lesfurets.jenkins.unit.BasePipelineTest
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource

class BuildOnFreshAgentTest extends BasePipelineTest {

    static class AgentLost extends RuntimeException {}

    def calls = []
    def script
    int agentsToLose = 0

    @Override
    @BeforeEach
    void setUp() {
        super.setUp()
        helper.registerAllowedMethod('agent', []) { 'agent' }
        helper.registerAllowedMethod('nonresumable', []) { 'nonresumable' }
        helper.registerAllowedMethod('retry', [Map, Closure]) { Map options, Closure body -> retry(options, body) }
        helper.registerAllowedMethod('node', [String, Closure]) { String label, Closure body ->
            calls << "node $label".toString()
            if (agentsToLose-- > 0) {
                throw new AgentLost()
            }
            body()
        }
        helper.registerAllowedMethod('timeout', [Map, Closure]) { Map options, Closure body ->
            calls << "timeout $options.time $options.unit".toString()
            body()
        }
        helper.registerAllowedMethod('checkout', [Map]) { calls << 'checkout' }
        helper.registerAllowedMethod('error', [String]) { String message -> throw new IllegalArgumentException(message) }
        binding.setVariable('scm', [:])
        script = loadScript('vars/buildOnFreshAgent.groovy')
    }

    /** As the step does it: only the conditions' failures, and at most as often as told. */
    private void retry(Map options, Closure body) {
        assertEquals(['agent', 'nonresumable'], options.conditions)
        for (int attempt = 1; ; attempt++) {
            try {
                body()
                return
            } catch (AgentLost lost) {
                if (attempt == options.count) {
                    throw lost
                }
            }
        }
    }

    @Test
    void 'checks out and runs the body on the label within the time'() {
        script.call(label: 'linux', timeoutMinutes: 5) { calls << 'body' }
        assertEquals(['node linux', 'timeout 5 MINUTES', 'checkout', 'body'], calls)
    }

    @Test
    void 'thirty minutes unless told'() {
        script.call(label: 'linux') { calls << 'body' }
        assertTrue(calls.contains('timeout 30 MINUTES'))
    }

    @Test
    void 'without a checkout'() {
        script.call(label: 'linux', checkout: false) { calls << 'body' }
        assertEquals(['node linux', 'timeout 30 MINUTES', 'body'], calls)
    }

    @Test
    void 'a lost agent is replaced once'() {
        agentsToLose = 1
        script.call(label: 'linux') { calls << 'body' }
        assertEquals(['node linux', 'node linux', 'timeout 30 MINUTES', 'checkout', 'body'], calls)
    }

    @Test
    void 'a second lost agent fails the build'() {
        agentsToLose = 2
        assertThrows(AgentLost) { script.call(label: 'linux') { calls << 'body' } }
        assertEquals(['node linux', 'node linux'], calls)
    }

    @Test
    void 'a body that fails does not run again'() {
        assertThrows(IllegalStateException) {
            script.call(label: 'linux') {
                calls << 'body'
                throw new IllegalStateException('tests failed')
            }
        }
        assertEquals(1, calls.count('body'))
    }

    @Test
    void 'without any argument it asks for the label'() {
        def refused = assertThrows(IllegalArgumentException) { script.call { calls << 'body' } }
        assertTrue(refused.message.contains('needs a label'))
    }

    static List<List> nonsense() {
        [
            [[:], "needs a label, as in buildOnFreshAgent(label: 'linux') { … }"],
            [[label: ' '], "needs a label, as in buildOnFreshAgent(label: 'linux') { … }"],
            [[label: 7], "needs a label, as in buildOnFreshAgent(label: 'linux') { … }"],
            [[label: 'x', timeoutMinutes: 0], "takes a whole number of minutes above 0 as timeoutMinutes, not '0'"],
            [[label: 'x', timeoutMinutes: '9'], "takes a whole number of minutes above 0 as timeoutMinutes, not '9'"],
            [[label: 'x', checkout: 'no'], "takes true or false as checkout, not 'no'"],
            [[label: 'x', lable: 'y'], 'does not know lable; it takes label, timeoutMinutes, checkout'],
        ]
    }

    @ParameterizedTest
    @MethodSource('nonsense')
    void 'says what is wrong before it asks for an agent'(List row) {
        def refused = assertThrows(IllegalArgumentException) { script.call(row[0]) { calls << 'body' } }
        assertEquals("buildOnFreshAgent ${row[1]}".toString(), refused.message)
        assertEquals([], calls)
    }
}
