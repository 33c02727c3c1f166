package io.qipan.ecology.agency;

import com.github.f4b6a3.uuid.UuidCreator;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.agency.model.Agreement;
import io.qipan.proto.ecology.v1.AgencyServiceGrpc;
import io.qipan.proto.ecology.v1.EndAgreementRequest;
import io.qipan.proto.ecology.v1.EndAgreementResponse;
import io.qipan.proto.ecology.v1.EnterAgreementRequest;
import io.qipan.proto.ecology.v1.EnterAgreementResponse;
import io.qipan.proto.ecology.v1.GetAgencyRequest;
import io.qipan.proto.ecology.v1.GetAgencyResponse;
import io.qipan.proto.ecology.v1.GetAgreementRequest;
import io.qipan.proto.ecology.v1.GetAgreementResponse;
import io.qipan.proto.ecology.v1.ListAgenciesRequest;
import io.qipan.proto.ecology.v1.ListAgenciesResponse;
import io.qipan.proto.ecology.v1.ListAgreementsRequest;
import io.qipan.proto.ecology.v1.ListAgreementsResponse;
import io.qipan.proto.ecology.v1.RegisterAgencyRequest;
import io.qipan.proto.ecology.v1.RegisterAgencyResponse;
import io.qipan.proto.ecology.v1.ReviseAgencyRequest;
import io.qipan.proto.ecology.v1.ReviseAgencyResponse;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
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
import java.util.UUID;

@Singleton
public class AgencyRpc implements RpcService, AgencyServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Agencies agencies;
    private final RegisterAgency registerAgency;
    private final ReviseAgency reviseAgency;
    private final EnterAgreement enterAgreement;
    private final EndAgreement endAgreement;

    public AgencyRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Agencies agencies,
            RegisterAgency registerAgency,
            ReviseAgency reviseAgency,
            EnterAgreement enterAgreement,
            EndAgreement endAgreement) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.agencies = agencies;
        this.registerAgency = registerAgency;
        this.reviseAgency = reviseAgency;
        this.enterAgreement = enterAgreement;
        this.endAgreement = endAgreement;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(AgencyServiceGrpc.bindService(this));
    }

    @Override
    public void registerAgency(RegisterAgencyRequest request, StreamObserver<RegisterAgencyResponse> observer) {
        Answer.unary(observer, () -> {
            Agency agency = new Agency(
                    request.getCode(),
                    AgencyKind.valueOf(request.getKind().name()),
                    request.getTitleEn(),
                    request.getTitleZh(),
                    AgencyMessages.parent(request.getOptionalParent()),
                    AgencyMessages.kinds(request.getCompetenceList()),
                    AgencyMessages.area(request.getArea()));
            return unitOfWork.once(
                    RequestKey.of(request),
                    RegisterAgencyResponse.parser(),
                    () -> RegisterAgencyResponse.newBuilder()
                            .setAgency(AgencyMessages.message(registerAgency.register(agency, Times.now(clock))))
                            .build());
        });
    }

    @Override
    public void reviseAgency(ReviseAgencyRequest request, StreamObserver<ReviseAgencyResponse> observer) {
        Answer.unary(observer, () -> {
            ReviseAgency.Revision revision = AgencyMessages.revision(request);
            return unitOfWork.once(
                    RequestKey.of(request),
                    ReviseAgencyResponse.parser(),
                    () -> ReviseAgencyResponse.newBuilder()
                            .setAgency(AgencyMessages.message(reviseAgency.revise(revision, Times.now(clock))))
                            .build());
        });
    }

    @Override
    public void getAgency(GetAgencyRequest request, StreamObserver<GetAgencyResponse> observer) {
        Answer.unary(observer, () -> {
            Agency found = unitOfWork
                    .read(() -> agencies.find(request.getName().substring(Agency.PREFIX.length())))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetAgencyResponse.newBuilder()
                    .setAgency(AgencyMessages.message(found))
                    .build();
        });
    }

    @Override
    public void listAgencies(ListAgenciesRequest request, StreamObserver<ListAgenciesResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "agencies");
            List<Agency> found =
                    unitOfWork.read(() -> agencies.list(page.after().orElse(""), page.size() + 1));
            return ListAgenciesResponse.newBuilder()
                    .addAllAgencies(page.cut(found).stream()
                            .map(agency -> AgencyMessages.message(agency).toBuilder()
                                    .clearArea()
                                    .build())
                            .toList())
                    .setNextPageToken(page.next(found, Agency::code))
                    .build();
        });
    }

    @Override
    public void enterAgreement(EnterAgreementRequest request, StreamObserver<EnterAgreementResponse> observer) {
        Answer.unary(observer, () -> {
            Instant now = Times.now(clock);
            Agreement agreement = new Agreement(
                    UuidCreator.getTimeOrderedEpoch(),
                    1,
                    request.getPartiesList(),
                    AgencyMessages.kinds(request.getKindsList()),
                    AgencyMessages.area(request.getArea()),
                    request.hasFrom() ? Times.instant(request.getFrom()) : now,
                    request.hasUntil() ? Optional.of(Times.instant(request.getUntil())) : Optional.empty(),
                    request.getBasis(),
                    Times.instant(request.getSignedAt()));
            return unitOfWork.once(
                    RequestKey.of(request),
                    EnterAgreementResponse.parser(),
                    () -> EnterAgreementResponse.newBuilder()
                            .setAgreement(AgencyMessages.message(enterAgreement.enter(agreement, now)))
                            .build());
        });
    }

    @Override
    public void endAgreement(EndAgreementRequest request, StreamObserver<EndAgreementResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        EndAgreementResponse.parser(),
                        () -> EndAgreementResponse.newBuilder()
                                .setAgreement(AgencyMessages.message(endAgreement.end(
                                        request.getName(), request.getEtag(), request.getReason(), Times.now(clock))))
                                .build()));
    }

    @Override
    public void getAgreement(GetAgreementRequest request, StreamObserver<GetAgreementResponse> observer) {
        Answer.unary(observer, () -> {
            Agreement found = unitOfWork
                    .read(() -> AgreementName.parse(request.getName()).flatMap(agencies::find))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetAgreementResponse.newBuilder()
                    .setAgreement(AgencyMessages.message(found))
                    .build();
        });
    }

    @Override
    public void listAgreements(ListAgreementsRequest request, StreamObserver<ListAgreementsResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "agreements");
            Optional<UUID> before = page.after(UUID::fromString);
            List<Agreement> found = unitOfWork.read(() -> agencies.list(before, page.size() + 1));
            return ListAgreementsResponse.newBuilder()
                    .addAllAgreements(page.cut(found).stream()
                            .map(agreement -> AgencyMessages.message(agreement).toBuilder()
                                    .clearArea()
                                    .build())
                            .toList())
                    .setNextPageToken(
                            page.next(found, agreement -> agreement.id().toString()))
                    .build();
        });
    }
}
