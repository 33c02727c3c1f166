package io.qipan.launcher.demo;

import com.google.protobuf.util.Timestamps;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.client.RequestId;
import io.qipan.proto.patrol.v1.DeclareMediumRequest;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.MediumDeclaration;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.RevokeDeclarationRequest;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc;
import io.qipan.proto.patrol.v1.SeasonServiceGrpc.SeasonServiceBlockingStub;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** The story is of July. Played in winter it needs the water declared open, or no boat would be recommended. */
final class Summer {

    /** Longer than the story takes; a demo that was killed cannot revoke. */
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private final SeasonServiceBlockingStub season;
    private final MediumDeclaration declaration;

    private Summer(SeasonServiceBlockingStub season, MediumDeclaration declaration) {
        this.season = season;
        this.declaration = declaration;
    }

    static Summer declare(Channel patrol) {
        SeasonServiceBlockingStub season = SeasonServiceGrpc.newBlockingStub(patrol);
        return new Summer(
                season,
                season.declareMedium(DeclareMediumRequest.newBuilder()
                                .setRequestId(RequestId.fresh())
                                .addMedia(Medium.WATER)
                                .addMedia(Medium.SHALLOW_WATER)
                                .setPassage(Passage.OPEN)
                                .setUntil(Timestamps.fromMillis(
                                        Instant.now().plus(AT_MOST).toEpochMilli()))
                                .setReason("./qipan demo plays a night in July. A drill; nobody goes anywhere.")
                                .build())
                        .getDeclaration());
    }

    void end(PrintWriter out) {
        try {
            var ignored = season.revokeDeclaration(RevokeDeclarationRequest.newBuilder()
                    .setRequestId(RequestId.fresh())
                    .setName(declaration.getName())
                    .setEtag(declaration.getEtag())
                    .setReason("The demo is over")
                    .build());
        } catch (StatusRuntimeException e) {
            out.println("Not revoked: " + declaration.getName() + ", the water counts as open until "
                    + Timestamps.toString(declaration.getUntil()) + " (" + e.getMessage() + ")");
            out.flush();
        }
    }
}
