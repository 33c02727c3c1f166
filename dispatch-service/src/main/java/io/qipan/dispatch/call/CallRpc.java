package io.qipan.dispatch.call;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.MaskedNumber;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.proto.dispatch.v1.AddCallLocationRequest;
import io.qipan.proto.dispatch.v1.AddCallLocationResponse;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.CreateCallResponse;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.EndCallResponse;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListCallsResponse;
import io.qipan.proto.dispatch.v1.ShowCallerRequest;
import io.qipan.proto.dispatch.v1.ShowCallerResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

@Singleton
class CallRpc implements RpcService, CallServiceGrpc.AsyncService {
    private final UnitOfWork unitOfWork;
    private final ReceiveCall receiveCall;
    private final EndCall endCall;
    private final ShowCaller showCaller;
    private final CallRecords records;
    private final Calls calls;
    private final InstantSource clock;

    CallRpc(
            UnitOfWork unitOfWork,
            ReceiveCall receiveCall,
            EndCall endCall,
            ShowCaller showCaller,
            CallRecords records,
            Calls calls,
            InstantSource clock) {
        this.showCaller = showCaller;
        this.unitOfWork = unitOfWork;
        this.receiveCall = receiveCall;
        this.endCall = endCall;
        this.records = records;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(CallServiceGrpc.bindService(this));
    }

    @Override
    public void createCall(CreateCallRequest request, StreamObserver<CreateCallResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(key(request), CreateCallResponse.parser(), () -> {
                    Call call = receiveCall.receive(request, Caller.current());
                    return CreateCallResponse.newBuilder()
                            .setCall(CallMessages.message(call))
                            .build();
                }));
    }

    @Override
    public void getCall(GetCallRequest request, StreamObserver<GetCallResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> calls.find(CallId.parse(request.getName()))
                        .map(call -> GetCallResponse.newBuilder()
                                .setCall(CallMessages.message(call))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    /** Not once for each request: the reply would be stored, and each look is one. */
    @Override
    public void showCaller(ShowCallerRequest request, StreamObserver<ShowCallerResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.run(
                        Caller.current().subject(),
                        () -> ShowCallerResponse.newBuilder()
                                .setCallerId(showCaller.show(CallId.parse(request.getName()), request.getReason()))
                                .build()));
    }

    @Override
    public void listCalls(ListCallsRequest request, StreamObserver<ListCallsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(),
                            50,
                            request.getPageToken(),
                            "calls " + request.getOptionalStateValue());
                    Optional<Boolean> open = switch (request.getOptionalState()) {
                        case OPEN -> Optional.of(true);
                        case ENDED -> Optional.of(false);
                        case STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
                    };
                    List<Call> found = calls.list(open, page.after(CallId::parse), page.size() + 1);
                    return ListCallsResponse.newBuilder()
                            .addAllCalls(page.cut(found).stream()
                                    .map(CallMessages::message)
                                    .toList())
                            .setNextPageToken(page.next(found, call -> call.id().name()))
                            .build();
                }));
    }

    @Override
    public void addCallLocation(AddCallLocationRequest request, StreamObserver<AddCallLocationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), AddCallLocationResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    Call call = records.lock(CallId.parse(request.getName()), request.getEtag());
                    Call located = call.locate(PlaceMessages.location(
                                    request.getLocation(), Caller.current().subject(), now))
                            .orRefuse();
                    records.change(located, "call.located", now, "");
                    return AddCallLocationResponse.newBuilder()
                            .setCall(CallMessages.message(located))
                            .build();
                }));
    }

    @Override
    public void endCall(EndCallRequest request, StreamObserver<EndCallResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        EndCallResponse.parser(),
                        () -> EndCallResponse.newBuilder()
                                .setCall(CallMessages.message(endCall.end(request, Caller.current())))
                                .build()));
    }

    /** By its mask, so that nothing stored is made of the number: the hash of few digits tells them. */
    private static RequestKey key(CreateCallRequest request) {
        return RequestKey.of(request.toBuilder()
                .setCallerId(MaskedNumber.of(request.getCallerId()))
                .build());
    }
}
