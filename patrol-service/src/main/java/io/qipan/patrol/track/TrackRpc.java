package io.qipan.patrol.track;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.track.model.TrackSummary;
import io.qipan.proto.patrol.v1.ExportTrackRequest;
import io.qipan.proto.patrol.v1.ExportTrackResponse;
import io.qipan.proto.patrol.v1.SummarizeTrackRequest;
import io.qipan.proto.patrol.v1.SummarizeTrackResponse;
import io.qipan.proto.patrol.v1.TrackServiceGrpc;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.PatientStream;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@Singleton
public class TrackRpc implements RpcService, TrackServiceGrpc.AsyncService {
    private final InstantSource clock;
    private final SummarizeTrack summarizeTrack;
    private final ExportTrack exportTrack;
    private final Duration kept;

    public TrackRpc(
            InstantSource clock,
            SummarizeTrack summarizeTrack,
            ExportTrack exportTrack,
            @ConfigProperty(name = "qipan.positions.kept") Duration kept) {
        this.clock = clock;
        this.summarizeTrack = summarizeTrack;
        this.exportTrack = exportTrack;
        this.kept = kept;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(TrackServiceGrpc.bindService(this));
    }

    @Override
    public void summarizeTrack(SummarizeTrackRequest request, StreamObserver<SummarizeTrackResponse> observer) {
        Answer.unary(observer, () -> {
            Caller.current().mayActFor(request.getUnit());
            TrackSummary summary = summarizeTrack.summarize(
                    request.getUnit(),
                    Times.instant(request.getFrom()),
                    Times.instant(request.getUntil()),
                    Optional.of(request.getOptionalDevice()).filter(device -> !device.isEmpty()),
                    TrackMessages.filter(request.getFilter()));
            return SummarizeTrackResponse.newBuilder()
                    .setSummary(TrackMessages.message(summary))
                    .setTakenFrom(Times.message(Times.now(clock).minus(kept)))
                    .build();
        });
    }

    @Override
    public void exportTrack(ExportTrackRequest request, StreamObserver<ExportTrackResponse> observer) {
        ServerCallStreamObserver<ExportTrackResponse> reader = (ServerCallStreamObserver<ExportTrackResponse>) observer;
        Parts parts = new Parts(new PatientStream<>(reader, PatientStream.USUAL_PATIENCE, "Export again, and read."));
        Answer.stream(reader, () -> {
            Caller.current().mayActFor(request.getUnit());
            exportTrack.export(request, parts);
        });
    }
}
