package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.runtime.caller.Origin;
import io.qipan.runtime.caller.Role;
import io.qipan.testkit.RpcHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a call comes from, when gateways stand between and when somebody makes it up. */
class TrustedProxiesTest {

    private static final TrustedProxies GATEWAYS =
            TrustedProxies.of(List.of("10.1.0.0/16", " 10.2.3.4", "fd00:1::/32", "172.16.128.0/17"));

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(
                    () -> List.of(new Calls(request -> Origin.current().address())))
            .withProxies(GATEWAYS);

    private static String caller(TrustedProxies proxies, String connected, String... headers) {
        Metadata metadata = new Metadata();
        for (String header : headers) {
            metadata.put(TrustedProxies.FORWARDED_FOR, header);
        }
        return proxies.caller(connected, metadata);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a gateway says for whom it asks    | 10.1.9.9 | 203.0.113.7                            | 203.0.113.7",
                "what its client claimed is not it  | 10.1.9.9 | 8.8.8.8, 203.0.113.7                   | 203.0.113.7",
                "a client that claims to be gateway | 10.1.9.9 | 198.51.100.1, 10.1.0.1, 203.0.113.7    | 203.0.113.7",
                "one gateway behind another         | 10.1.9.9 | 8.8.8.8, 203.0.113.7, 10.2.3.4         | 203.0.113.7",
                "with ports                         | 10.1.9.9 | 203.0.113.7:51234                      | 203.0.113.7",
                "of IPv6, with a port               | 10.1.9.9 | [2001:db8::7]:443    | 2001:db8:0:0:0:0:0:7",
                "a gateway of IPv6                  | fd00:1:2:0:0:0:0:3 | 203.0.113.7                  | 203.0.113.7",
                "half of a byte is the network's    | 172.16.200.1 | 203.0.113.7                        | 203.0.113.7",
                "the other half is not              | 172.16.100.1 | 203.0.113.7                        | 172.16.100.1",
                "a gateway that knows nobody        | 10.1.9.9 | unknown                                | 10.1.9.9",
                "rubbish before the truth           | 10.1.9.9 | ;drop table, 203.0.113.7               | 203.0.113.7",
                "rubbish in place of it             | 10.1.9.9 | 203.0.113.7, 256.1.1.1.1               | 10.1.9.9",
                "gateways only                      | 10.1.9.9 | 10.1.0.7, 10.1.0.8                     | 10.1.0.7",
                "a stranger who claims              | 203.0.113.9 | 10.1.0.1                            | 203.0.113.9",
                "a neighbour of the gateway         | 10.2.3.5 | 203.0.113.7                            | 10.2.3.5",
            })
    void onlyTheLastAddressThatNoGatewayHasCounts(String what, String connected, String header, String expected) {
        assertThat(caller(GATEWAYS, connected, header)).as(what).isEqualTo(expected);
    }

    @Test
    void aSecondHeaderGoesOnFromTheFirst() {
        assertThat(caller(GATEWAYS, "10.1.9.9", "8.8.8.8", "203.0.113.7, 10.2.3.4"))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void nobodyIsBelievedWhenNoneIsNamed() {
        assertThat(caller(TrustedProxies.NONE, "10.1.9.9", "203.0.113.7")).isEqualTo("10.1.9.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "fd00::/129", "", "10.0.0.0/x"})
    void whatIsNoNetworkKeepsTheServiceFromStarting(String text) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("qipan.trusted-proxies: '" + text + "'");
    }

    @Test
    void theRecordOfACallSaysWhereItCameFromAndNotWhichGateway() {
        // Given
        Channel behind = ClientInterceptors.intercept(
                harness.channel(Role.DISPATCHER), RpcHarness.at("10.1.9.9", "10.1.0.1, 203.0.113.7"));
        Channel forged = ClientInterceptors.intercept(
                harness.channel(Role.DISPATCHER), RpcHarness.at("203.0.113.9", "203.0.113.7"));

        // When
        List<String> origins = List.of(origin(behind), origin(forged));

        // Then
        assertThat(origins).containsExactly("203.0.113.7", "203.0.113.9");
    }

    private static String origin(Channel channel) {
        return CallServiceGrpc.newBlockingStub(channel)
                .getCall(LoopbackServer.REQUEST)
                .getCall()
                .getDescription();
    }
}
