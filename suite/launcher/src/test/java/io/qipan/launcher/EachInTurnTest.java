package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EachInTurnTest {

    private Server first;
    private Server second;
    private List<ManagedChannel> connections;
    private EachInTurn channel;

    @BeforeEach
    void start() throws IOException {
        first = serving("first", 0);
        second = serving("second", 0);
        connections = Stream.of(first, second)
                .map(server -> NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                        .usePlaintext()
                        .build())
                .toList();
        channel = new EachInTurn(connections);
    }

    @AfterEach
    void stop() {
        connections.forEach(ManagedChannel::shutdownNow);
        first.shutdownNow();
        second.shutdownNow();
    }

    private static Server serving(String name, int port) throws IOException {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .addService(new CallServiceGrpc.CallServiceImplBase() {
                    @Override
                    public void getCall(GetCallRequest request, StreamObserver<GetCallResponse> observer) {
                        GetCallResponse.Builder answer = GetCallResponse.newBuilder();
                        answer.getCallBuilder().setName(name);
                        observer.onNext(answer.build());
                        observer.onCompleted();
                    }
                })
                .build()
                .start();
    }

    private String ask() {
        return CallServiceGrpc.newBlockingStub(channel)
                .getCall(GetCallRequest.getDefaultInstance())
                .getCall()
                .getName();
    }

    private void awaitBoth() {
        await().until(() -> Set.of("first", "second").equals(answersOfAFew()));
    }

    private Set<String> answersOfAFew() {
        Set<String> answers = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            answers.add(ask());
        }
        return answers;
    }

    @Test
    void bothAnswer() {
        // When
        awaitBoth();

        // Then
        assertThat(answersOfAFew()).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void whileOneIsAwayTheOtherAnswersAndItIsAskedAgainWhenItIsBack() throws Exception {
        // Given
        awaitBoth();
        int port = second.getPort();
        second.shutdownNow().awaitTermination();
        await().ignoreExceptions().until(() -> answersOfAFew().equals(Set.of("first")));

        // When
        second = serving("second", port);

        // Then
        awaitBoth();
    }

    @Test
    void withNoneLeftTheFailureIsTold() throws Exception {
        // Given
        awaitBoth();
        first.shutdownNow().awaitTermination();
        second.shutdownNow().awaitTermination();

        // When
        Throwable failure = catchThrowable(this::ask);

        // Then
        assertThat(failure).isInstanceOf(StatusRuntimeException.class);
        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }
}
