package io.qipan.ecology.casefile;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.EarlierFacts;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.proto.ecology.v1.AssignAgencyRequest;
import io.qipan.proto.ecology.v1.AssignAgencyResponse;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.CloseCaseRequest;
import io.qipan.proto.ecology.v1.CloseCaseResponse;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.GetCaseResponse;
import io.qipan.proto.ecology.v1.ListCasesRequest;
import io.qipan.proto.ecology.v1.ListCasesResponse;
import io.qipan.proto.ecology.v1.ListEarlierFactsRequest;
import io.qipan.proto.ecology.v1.ListEarlierFactsResponse;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.proto.ecology.v1.OpenCaseResponse;
import io.qipan.proto.ecology.v1.ReviseFactsRequest;
import io.qipan.proto.ecology.v1.ReviseFactsResponse;
import io.qipan.proto.ecology.v1.TakeOverCaseRequest;
import io.qipan.proto.ecology.v1.TakeOverCaseResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

@Singleton
public class CaseRpc implements RpcService, CaseServiceGrpc.AsyncService {
    /** Owns what another service opens, until a person takes it over. */
    private static final String DESK = "desk:ecology";

    private static final int USUAL_PAGE = 50;

    private static final int MOST_EARLIER = 100;

    /** What a case was about once. @param number counts them from 0, the oldest first; never changes */
    private record Earlier(int number, EarlierFacts facts) {

        static List<Earlier> newestFirst(CaseFile file, Optional<Integer> before, int most) {
            int end = Math.clamp(
                    before.orElse(file.earlier().size()), 0, file.earlier().size());
            return IntStream.iterate(end - 1, number -> number >= 0, number -> number - 1)
                    .limit(most)
                    .mapToObj(number -> new Earlier(number, file.earlier().get(number)))
                    .toList();
        }
    }

    private final UnitOfWork unitOfWork;
    private final OpenCase openCase;
    private final ReviseFacts reviseFacts;
    private final GetCase getCase;
    private final ListCases listCases;
    private final TakeOverCase takeOverCase;
    private final AssignAgency assignAgency;
    private final CloseCase closeCase;
    private final InstantSource clock;

    public CaseRpc(
            UnitOfWork unitOfWork,
            OpenCase openCase,
            ReviseFacts reviseFacts,
            GetCase getCase,
            ListCases listCases,
            TakeOverCase takeOverCase,
            AssignAgency assignAgency,
            CloseCase closeCase,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.openCase = openCase;
        this.reviseFacts = reviseFacts;
        this.getCase = getCase;
        this.listCases = listCases;
        this.takeOverCase = takeOverCase;
        this.assignAgency = assignAgency;
        this.closeCase = closeCase;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(CaseServiceGrpc.bindService(this));
    }

    @Override
    public void openCase(OpenCaseRequest request, StreamObserver<OpenCaseResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), OpenCaseResponse.parser(), () -> {
                    Facts facts = CaseMessages.facts(request, clock.instant());
                    Caller caller = Caller.current();
                    OpenCase.Claim claim = CaseMessages.claim(request);
                    CaseFile opened = caller.hasAny(Role.SERVICE)
                            ? openCase.openByService(facts, DESK, claim)
                            : openCase.open(facts, caller.subject(), claim);
                    return OpenCaseResponse.newBuilder()
                            .setCase(CaseMessages.message(opened))
                            .build();
                }));
    }

    @Override
    public void reviseFacts(ReviseFactsRequest request, StreamObserver<ReviseFactsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReviseFactsResponse.parser(), () -> {
                    CaseFile revised = reviseFacts.revise(new ReviseFacts.Revision(
                            request.getName(),
                            request.getEtag(),
                            CaseMessages.facts(request, clock.instant()),
                            request.getReason(),
                            Caller.current().subject()));
                    return ReviseFactsResponse.newBuilder()
                            .setCase(CaseMessages.message(revised))
                            .build();
                }));
    }

    @Override
    public void getCase(GetCaseRequest request, StreamObserver<GetCaseResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> GetCaseResponse.newBuilder()
                        .setCase(CaseMessages.message(getCase.get(request.getName())))
                        .build()));
    }

    @Override
    public void listCases(ListCasesRequest request, StreamObserver<ListCasesResponse> observer) {
        Answer.unary(observer, () -> {
            Cases.Filter filter = CaseMessages.filter(request);
            Page page = Page.of(request.getPageSize(), USUAL_PAGE, request.getPageToken(), filter.toString());
            List<CaseFile> found = unitOfWork.read(() -> listCases.list(filter, page));
            return ListCasesResponse.newBuilder()
                    .addAllCases(
                            page.cut(found).stream().map(CaseMessages::listed).toList())
                    .setNextPageToken(page.next(found, last -> last.id().toString()))
                    .build();
        });
    }

    @Override
    public void takeOverCase(TakeOverCaseRequest request, StreamObserver<TakeOverCaseResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), TakeOverCaseResponse.parser(), () -> {
                    String newOwner = Caller.current().subject();
                    CaseFile taken = takeOverCase.takeOver(request.getName(), request.getEtag(), newOwner);
                    return TakeOverCaseResponse.newBuilder()
                            .setCase(CaseMessages.message(taken))
                            .build();
                }));
    }

    @Override
    public void assignAgency(AssignAgencyRequest request, StreamObserver<AssignAgencyResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), AssignAgencyResponse.parser(), () -> {
                    CaseFile assigned = assignAgency.assign(CaseMessages.assignment(request));
                    return AssignAgencyResponse.newBuilder()
                            .setCase(CaseMessages.message(assigned))
                            .build();
                }));
    }

    @Override
    public void listEarlierFacts(ListEarlierFactsRequest request, StreamObserver<ListEarlierFactsResponse> observer) {
        Answer.unary(observer, () -> {
            int size = Math.min(request.getPageSize(), MOST_EARLIER);
            Page page = Page.of(size, CaseMessages.MOST_EARLIER, request.getPageToken(), request.getName());
            CaseFile file = unitOfWork.read(() -> getCase.get(request.getName()));
            List<Earlier> found = Earlier.newestFirst(file, page.after(Integer::parseInt), page.size() + 1);
            return ListEarlierFactsResponse.newBuilder()
                    .addAllEarlier(page.cut(found).stream()
                            .map(earlier -> CaseMessages.listed(earlier.facts()))
                            .toList())
                    .setNextPageToken(page.next(found, last -> Integer.toString(last.number())))
                    .build();
        });
    }

    @Override
    public void closeCase(CloseCaseRequest request, StreamObserver<CloseCaseResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), CloseCaseResponse.parser(), () -> {
                    CaseFile closed = closeCase.close(request.getName(), request.getEtag(), request.getReason());
                    return CloseCaseResponse.newBuilder()
                            .setCase(CaseMessages.message(closed))
                            .build();
                }));
    }
}
