package io.qipan.dispatch;

import io.grpc.ServiceDescriptor;
import io.qipan.proto.dispatch.v1.AfterActionServiceGrpc;
import io.qipan.proto.dispatch.v1.AttentionServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.ClassificationServiceGrpc;
import io.qipan.proto.dispatch.v1.CommandOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.ComplaintServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyPlanServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyReviewServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyServiceGrpc;
import io.qipan.proto.dispatch.v1.DuplicateServiceGrpc;
import io.qipan.proto.dispatch.v1.FigureServiceGrpc;
import io.qipan.proto.dispatch.v1.FollowUpServiceGrpc;
import io.qipan.proto.dispatch.v1.ForcedPlaceServiceGrpc;
import io.qipan.proto.dispatch.v1.GazetteerServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentShareServiceGrpc;
import io.qipan.proto.dispatch.v1.MessageGatewayServiceGrpc;
import io.qipan.proto.dispatch.v1.MissingNoticeServiceGrpc;
import io.qipan.proto.dispatch.v1.MissingPersonServiceGrpc;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.OversightServiceGrpc;
import io.qipan.proto.dispatch.v1.PatternServiceGrpc;
import io.qipan.proto.dispatch.v1.RecommendationServiceGrpc;
import io.qipan.proto.dispatch.v1.RectificationServiceGrpc;
import io.qipan.proto.dispatch.v1.ReferralServiceGrpc;
import io.qipan.proto.dispatch.v1.ResponsePlanServiceGrpc;
import io.qipan.proto.dispatch.v1.ReviewServiceGrpc;
import io.qipan.proto.dispatch.v1.SearchAreaServiceGrpc;
import io.qipan.proto.dispatch.v1.SupervisionOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.TransferServiceGrpc;
import io.qipan.testkit.RandomMessages;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dqipan.test.messages=10000} throws more, {@code -Dqipan.test.seed=N} the same ones again. */
class RandomMessagesIT extends DispatchScenario {
    private static final int MESSAGES = Integer.getInteger("qipan.test.messages", 300);
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());

    static Stream<ServiceDescriptor> services() {
        return Stream.of(
                AttentionServiceGrpc.getServiceDescriptor(),
                AfterActionServiceGrpc.getServiceDescriptor(),
                CallServiceGrpc.getServiceDescriptor(),
                ClassificationServiceGrpc.getServiceDescriptor(),
                CommandOrderServiceGrpc.getServiceDescriptor(),
                ComplaintServiceGrpc.getServiceDescriptor(),
                FollowUpServiceGrpc.getServiceDescriptor(),
                MessageGatewayServiceGrpc.getServiceDescriptor(),
                ForcedPlaceServiceGrpc.getServiceDescriptor(),
                GazetteerServiceGrpc.getServiceDescriptor(),
                DuplicateServiceGrpc.getServiceDescriptor(),
                IncidentServiceGrpc.getServiceDescriptor(),
                IncidentShareServiceGrpc.getServiceDescriptor(),
                OrderServiceGrpc.getServiceDescriptor(),
                MissingNoticeServiceGrpc.getServiceDescriptor(),
                MissingPersonServiceGrpc.getServiceDescriptor(),
                TransferServiceGrpc.getServiceDescriptor(),
                ReferralServiceGrpc.getServiceDescriptor(),
                RecommendationServiceGrpc.getServiceDescriptor(),
                ResponsePlanServiceGrpc.getServiceDescriptor(),
                ReviewServiceGrpc.getServiceDescriptor(),
                OversightServiceGrpc.getServiceDescriptor(),
                FigureServiceGrpc.getServiceDescriptor(),
                PatternServiceGrpc.getServiceDescriptor(),
                RectificationServiceGrpc.getServiceDescriptor(),
                SupervisionOrderServiceGrpc.getServiceDescriptor(),
                SearchAreaServiceGrpc.getServiceDescriptor(),
                ContingencyPlanServiceGrpc.getServiceDescriptor(),
                ContingencyServiceGrpc.getServiceDescriptor(),
                ContingencyReviewServiceGrpc.getServiceDescriptor());
    }

    @ParameterizedTest
    @MethodSource("services")
    void random_messages_are_answered_or_refused_clearly(ServiceDescriptor service) {
        RandomMessages.throwAt(harness, service, MESSAGES, SEED);
    }
}
