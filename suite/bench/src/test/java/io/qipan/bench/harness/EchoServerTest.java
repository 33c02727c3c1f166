package io.qipan.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.qipan.proto.patrol.v1.FindNearestUnitsRequest;
import io.qipan.proto.patrol.v1.FindNearestUnitsResponse;
import io.qipan.proto.patrol.v1.UnitServiceGrpc;
import java.util.List;
import org.junit.jupiter.api.Test;

class EchoServerTest {

    @Test
    void answers_with_what_it_was_given_from_a_process_that_ends_with_it() throws Exception {
        // Given
        FindNearestUnitsResponse answer =
                FindNearestUnitsResponse.newBuilder().setAbleCount(7).build();
        List<ProcessHandle> before = ProcessHandle.current().children().toList();

        // When
        FindNearestUnitsResponse answered;
        List<ProcessHandle> started;
        try (EchoServer echo = new EchoServer(UnitServiceGrpc.getFindNearestUnitsMethod(), answer)) {
            started = ProcessHandle.current()
                    .children()
                    .filter(child -> !before.contains(child))
                    .toList();
            ManagedChannel channel = NettyChannelBuilder.forAddress(
                            echo.address().host(), echo.address().port())
                    .usePlaintext()
                    .build();
            answered = UnitServiceGrpc.newBlockingStub(channel)
                    .findNearestUnits(FindNearestUnitsRequest.getDefaultInstance());
            channel.shutdownNow();
        }

        // Then
        assertThat(answered).isEqualTo(answer);
        assertThat(started).hasSize(1).noneMatch(ProcessHandle::isAlive);
    }
}
