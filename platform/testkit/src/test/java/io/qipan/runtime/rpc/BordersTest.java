package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.qipan.proto.common.v1.Access;
import io.qipan.proto.common.v1.AccessOuterClass;
import io.qipan.proto.common.v1.Scope;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.testkit.RawBytes;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.ServiceContracts;
import io.qipan.testkit.TestTokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every RPC of every service is tried by everybody, behind the pipeline that all services have: who may not call it is
 * refused before the handler. What agencies and units see behind that border, tests of the services show.
 */
class BordersTest {
    /** What a handler here answers. */
    private static final Reason REACHED = Reason.NOT_FOUND;

    private static final String AGENCY = "agencies/99999";
    private static final String UNIT = "units/01939b4e-0000-7000-8000-00000000dead";

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(
            () -> ServiceContracts.all().stream().map(Reached::new).toList());

    static Stream<ServiceDescriptor> services() {
        return ServiceContracts.all().stream();
    }

    /** Whose handlers only say that they were reached. */
    private record Reached(ServiceDescriptor contract) implements RpcService {

        @Override
        public ServerServiceDefinition bindService() {
            ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(contract);
            contract.getMethods().forEach(method -> reach(service, method));
            return service.build();
        }

        private static <A, B> void reach(ServerServiceDefinition.Builder service, MethodDescriptor<A, B> method) {
            service.addMethod(
                    method,
                    (call, headers) -> Rpc.refuse(
                            call,
                            Refusal.of(REACHED, "The handler was reached.").with("resource", "handler")));
        }
    }

    /** Somebody who calls, and what the contract promises: the reason of the refusal, or {@link #REACHED}. */
    private record Attempt(String who, Channel channel, Reason expected) {}

    private List<Attempt> attempts(Access access) {
        Set<Role> allowed = access.getAllowList().stream()
                .map(role -> Role.valueOf(role.name()))
                .collect(Collectors.toSet());
        Map<String, Channel> ofOneRole = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            ofOneRole.put(role.name(), of(role));
        }
        Stream<Attempt> byRole = ofOneRole.entrySet().stream()
                .map(who -> new Attempt(
                        who.getKey(), who.getValue(), expected(access, allowed.contains(Role.valueOf(who.getKey())))));
        return Stream.concat(
                        byRole,
                        Stream.of(
                                new Attempt(
                                        "without a token",
                                        harness.anonymous(),
                                        access.getAnyone() ? REACHED : Reason.TOKEN_INVALID),
                                new Attempt("without a role", harness.channel(), expected(access, false)),
                                new Attempt(
                                        "an agency that says it has every role",
                                        harness.withToken(TestTokens.mintAgency("guest", AGENCY, Role.values())),
                                        expected(access, allowed.contains(Role.AGENCY))),
                                new Attempt(
                                        "an agency without a name",
                                        harness.channel(Role.AGENCY),
                                        expected(access, access.getAgencies() == Scope.ALL_ROWS)),
                                new Attempt(
                                        "a unit without a name",
                                        harness.channel(Role.UNIT),
                                        expected(access, access.getUnits() == Scope.ALL_ROWS))))
                .toList();
    }

    private static Reason expected(Access access, boolean admitted) {
        return admitted || access.getAnyone() ? REACHED : Reason.ACCESS_DENIED;
    }

    private Channel of(Role role) {
        return switch (role) {
            case AGENCY -> harness.agencyChannel("guest", AGENCY);
            case UNIT -> harness.unitChannel(UNIT);
            default -> harness.channel(role);
        };
    }

    @ParameterizedTest
    @MethodSource("services")
    void nobodyPassesWhomTheContractDoesNotName(ServiceDescriptor service) {
        assertThat(service.getMethods()).isNotEmpty().allSatisfy(method -> {
            // Given
            Access access = ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
                    .getMethodDescriptor()
                    .getOptions()
                    .getExtension(AccessOuterClass.access);

            for (Attempt attempt : attempts(access)) {
                // When
                Reason reason = Refusals.reasonOf(ending(attempt.channel(), method));

                // Then
                assertThat(reason)
                        .as("%s by %s", method.getFullMethodName(), attempt.who())
                        .isEqualTo(attempt.expected());
            }
        });
    }

    @Test
    void theContractsOfAllThreeServicesAreTried() {
        assertThat(ServiceContracts.all().stream().map(ServiceDescriptor::getName))
                .contains(
                        "qipan.common.v1.WatchService",
                        "qipan.dispatch.v1.IncidentService",
                        "qipan.patrol.v1.UnitService",
                        "qipan.ecology.v1.CaseService");
    }

    private static StatusRuntimeException ending(Channel channel, MethodDescriptor<?, ?> method) {
        CompletableFuture<Status> ended = new CompletableFuture<>();
        CompletableFuture<Metadata> told = new CompletableFuture<>();
        ClientCall<byte[], byte[]> call = channel.newCall(
                method.toBuilder(new RawBytes(), new RawBytes()).build(),
                CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS));
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        told.complete(trailers);
                        ended.complete(status);
                    }
                },
                new Metadata());
        call.request(1);
        call.sendMessage(new byte[0]);
        call.halfClose();
        return ended.join().asRuntimeException(told.join());
    }
}
