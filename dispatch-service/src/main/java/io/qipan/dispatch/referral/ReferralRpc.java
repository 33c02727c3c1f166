package io.qipan.dispatch.referral;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.call.model.MaskedNumber;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.proto.dispatch.v1.AcceptReferralRequest;
import io.qipan.proto.dispatch.v1.AcceptReferralResponse;
import io.qipan.proto.dispatch.v1.DecideReferralWithdrawalRequest;
import io.qipan.proto.dispatch.v1.DecideReferralWithdrawalResponse;
import io.qipan.proto.dispatch.v1.GetReferralRequest;
import io.qipan.proto.dispatch.v1.GetReferralResponse;
import io.qipan.proto.dispatch.v1.ListReferralsRequest;
import io.qipan.proto.dispatch.v1.ListReferralsResponse;
import io.qipan.proto.dispatch.v1.OfferReferralRequest;
import io.qipan.proto.dispatch.v1.OfferReferralResponse;
import io.qipan.proto.dispatch.v1.ReferralServiceGrpc;
import io.qipan.proto.dispatch.v1.ReturnReferralRequest;
import io.qipan.proto.dispatch.v1.ReturnReferralResponse;
import io.qipan.proto.dispatch.v1.WithdrawReferralRequest;
import io.qipan.proto.dispatch.v1.WithdrawReferralResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

@Singleton
class ReferralRpc implements RpcService, ReferralServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;
    private static final Pattern AGENCY = Pattern.compile("agencies/[a-z0-9-]{1,40}");

    private final UnitOfWork unitOfWork;
    private final OfferReferral offer;
    private final DecideReferral decide;
    private final WithdrawReferral withdraw;
    private final Referrals referrals;

    ReferralRpc(
            UnitOfWork unitOfWork,
            OfferReferral offer,
            DecideReferral decide,
            WithdrawReferral withdraw,
            Referrals referrals) {
        this.unitOfWork = unitOfWork;
        this.offer = offer;
        this.decide = decide;
        this.withdraw = withdraw;
        this.referrals = referrals;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ReferralServiceGrpc.bindService(this));
    }

    @Override
    public void offerReferral(OfferReferralRequest request, StreamObserver<OfferReferralResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(key(request), OfferReferralResponse.parser(), () -> {
                    Caller caller = Caller.current();
                    return OfferReferralResponse.newBuilder()
                            .setReferral(ReferralMessages.message(offer.offer(request, agency(caller), caller)))
                            .build();
                }));
    }

    @Override
    public void getReferral(GetReferralRequest request, StreamObserver<GetReferralResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Optional<String> only = only(Caller.current());
                    return referrals
                            .find(ReferralId.parse(request.getName()))
                            .filter(referral ->
                                    only.map(referral.matter().agency()::equals).orElse(true))
                            .map(referral -> GetReferralResponse.newBuilder()
                                    .setReferral(ReferralMessages.message(referral))
                                    .build())
                            .orElseThrow(
                                    () -> Refusal.notFound(request.getName()).asException());
                }));
    }

    @Override
    public void listReferrals(ListReferralsRequest request, StreamObserver<ListReferralsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Optional<String> only = only(Caller.current());
                    Page page = Page.of(
                            request.getPageSize(),
                            USUAL_PAGE,
                            request.getPageToken(),
                            "referrals " + request.getOpenOnly() + only.orElse(""));
                    List<Referral> found = referrals.list(
                            new Referrals.Filter(only, request.getOpenOnly()),
                            page.after(ReferralId::parse),
                            page.size() + 1);
                    return ListReferralsResponse.newBuilder()
                            .addAllReferrals(page.cut(found).stream()
                                    .map(ReferralMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, referral -> referral.id().name()))
                            .build();
                }));
    }

    @Override
    public void acceptReferral(AcceptReferralRequest request, StreamObserver<AcceptReferralResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AcceptReferralResponse.parser(),
                        () -> AcceptReferralResponse.newBuilder()
                                .setReferral(ReferralMessages.message(decide.accept(request, Caller.current())))
                                .build()));
    }

    @Override
    public void returnReferral(ReturnReferralRequest request, StreamObserver<ReturnReferralResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ReturnReferralResponse.parser(),
                        () -> ReturnReferralResponse.newBuilder()
                                .setReferral(ReferralMessages.message(decide.giveBack(request)))
                                .build()));
    }

    @Override
    public void withdrawReferral(WithdrawReferralRequest request, StreamObserver<WithdrawReferralResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        WithdrawReferralResponse.parser(),
                        () -> WithdrawReferralResponse.newBuilder()
                                .setReferral(
                                        ReferralMessages.message(withdraw.withdraw(request, agency(Caller.current()))))
                                .build()));
    }

    @Override
    public void decideReferralWithdrawal(
            DecideReferralWithdrawalRequest request, StreamObserver<DecideReferralWithdrawalResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        DecideReferralWithdrawalResponse.parser(),
                        () -> DecideReferralWithdrawalResponse.newBuilder()
                                .setReferral(ReferralMessages.message(withdraw.decide(
                                        request, Caller.current().subject())))
                                .build()));
    }

    /** Whose the caller sees, if not all. */
    private static Optional<String> only(Caller caller) {
        boolean ofOurs = caller.roles().stream().anyMatch(role -> role != Role.AGENCY);
        return ofOurs ? Optional.empty() : Optional.of(agency(caller));
    }

    private static String agency(Caller caller) {
        return caller.agency()
                .filter(name -> AGENCY.matcher(name).matches())
                .orElseThrow(() -> Refusal.of(
                                Reason.ACCESS_DENIED,
                                caller.subject() + " belongs to no agency, as agencies/{code}, by its token"
                                        + caller.agency()
                                                .map(name -> ", which says '" + name + "'.")
                                                .orElse("."))
                        .asException());
    }

    /** By its mask, as that of a call: nothing stored is made of the number. */
    private static RequestKey key(OfferReferralRequest request) {
        return RequestKey.of(request.toBuilder()
                .setCallerId(MaskedNumber.of(request.getCallerId()))
                .build());
    }
}
