package io.qipan.ecology.registry;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.agency.CallerScope;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.agency.model.Scope;
import io.qipan.ecology.registry.ImportSubjects.Order;
import io.qipan.ecology.registry.Subjects.DueFilter;
import io.qipan.ecology.registry.Subjects.DueKey;
import io.qipan.ecology.registry.Subjects.Filter;
import io.qipan.ecology.registry.model.Entry;
import io.qipan.ecology.registry.model.Subject;
import io.qipan.ecology.registry.model.SubjectKind;
import io.qipan.proto.ecology.v1.GetSubjectRequest;
import io.qipan.proto.ecology.v1.GetSubjectResponse;
import io.qipan.proto.ecology.v1.ImportSubjectsRequest;
import io.qipan.proto.ecology.v1.ImportSubjectsResponse;
import io.qipan.proto.ecology.v1.ListDueInspectionsRequest;
import io.qipan.proto.ecology.v1.ListDueInspectionsResponse;
import io.qipan.proto.ecology.v1.ListSubjectsRequest;
import io.qipan.proto.ecology.v1.ListSubjectsResponse;
import io.qipan.proto.ecology.v1.RegisterSubjectRequest;
import io.qipan.proto.ecology.v1.RegisterSubjectResponse;
import io.qipan.proto.ecology.v1.ReviseSubjectRequest;
import io.qipan.proto.ecology.v1.ReviseSubjectResponse;
import io.qipan.proto.ecology.v1.SubjectServiceGrpc;
import io.qipan.runtime.caller.Caller;
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

@Singleton
public class SubjectRpc implements RpcService, SubjectServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Subjects subjects;
    private final RegisterSubject registerSubject;
    private final ReviseSubject reviseSubject;
    private final ImportSubjects importSubjects;
    private final CallerScope callerScope;

    public SubjectRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Subjects subjects,
            RegisterSubject registerSubject,
            ReviseSubject reviseSubject,
            ImportSubjects importSubjects,
            CallerScope callerScope) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.subjects = subjects;
        this.registerSubject = registerSubject;
        this.reviseSubject = reviseSubject;
        this.importSubjects = importSubjects;
        this.callerScope = callerScope;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SubjectServiceGrpc.bindService(this));
    }

    @Override
    public void registerSubject(RegisterSubjectRequest request, StreamObserver<RegisterSubjectResponse> observer) {
        Answer.unary(observer, () -> {
            Instant now = Times.now(clock);
            Entry entry = SubjectMessages.entry(request.getEntry(), now);
            String by = Caller.current().subject();
            return unitOfWork.once(
                    RequestKey.of(request),
                    RegisterSubjectResponse.parser(),
                    () -> RegisterSubjectResponse.newBuilder()
                            .setSubject(SubjectMessages.message(
                                    registerSubject.register(entry, by, request.getReason(), now)))
                            .build());
        });
    }

    @Override
    public void reviseSubject(ReviseSubjectRequest request, StreamObserver<ReviseSubjectResponse> observer) {
        Answer.unary(observer, () -> {
            Instant now = Times.now(clock);
            String by = Caller.current().subject();
            return unitOfWork.once(RequestKey.of(request), ReviseSubjectResponse.parser(), () -> {
                Subject revised = reviseSubject.revise(
                        SubjectMessages.name(request.getEntry()),
                        from -> SubjectMessages.entry(request.getEntry(), from),
                        request.getEtag(),
                        by,
                        request.getReason(),
                        now);
                return ReviseSubjectResponse.newBuilder()
                        .setSubject(SubjectMessages.message(revised))
                        .build();
            });
        });
    }

    @Override
    public void importSubjects(ImportSubjectsRequest request, StreamObserver<ImportSubjectsResponse> observer) {
        Answer.unary(observer, () -> {
            Order order = ImportMessages.order(request, Caller.current().subject(), Times.now(clock));
            return order.dryRun()
                    ? unitOfWork.read(() -> ImportMessages.message(importSubjects.run(order)))
                    : unitOfWork.once(
                            RequestKey.of(request),
                            ImportSubjectsResponse.parser(),
                            () -> ImportMessages.message(importSubjects.run(order)));
        });
    }

    @Override
    public void getSubject(GetSubjectRequest request, StreamObserver<GetSubjectResponse> observer) {
        Answer.unary(observer, () -> {
            Scope scope = callerScope.of(Caller.current());
            Subject found = unitOfWork
                    .read(() -> subjects.find(request.getName())
                            // Who does not see a subject as it is now does not see what it was.
                            .filter(subject -> sees(scope, subject))
                            .flatMap(subject -> request.getRevision() == 0
                                    ? Optional.of(subject)
                                    : subjects.find(request.getName(), request.getRevision())
                                            .filter(earlier -> sees(scope, earlier))))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetSubjectResponse.newBuilder()
                    .setSubject(
                            request.getRevision() == 0
                                    ? SubjectMessages.message(found)
                                    : SubjectMessages.asEntered(found))
                    .build();
        });
    }

    private static boolean sees(Scope scope, Subject subject) {
        return scope.sees(subject.entry().resource(), subject.entry().geometry());
    }

    @Override
    public void listSubjects(ListSubjectsRequest request, StreamObserver<ListSubjectsResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<SubjectKind> kind = SubjectMessages.kind(request.getOptionalKind());
            Optional<String> agency = given(request.getOptionalAgency());
            String named = "subjects " + kind + " " + agency + " " + request.getWithEnded();
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), named);
            Filter filter =
                    new Filter(kind, agency, request.getWithEnded() ? Optional.empty() : Optional.of(Times.now(clock)));
            Scope scope = callerScope.of(Caller.current());
            List<Subject> found = unitOfWork.read(() -> VisibleRows.first(
                    page.size() + 1,
                    page.after(),
                    (after, most) -> subjects.list(filter, after, most),
                    Subject::name,
                    subject -> sees(scope, subject)));
            return ListSubjectsResponse.newBuilder()
                    .addAllSubjects(shown(page, found))
                    .setNextPageToken(page.next(found, Subject::name))
                    .build();
        });
    }

    private static List<io.qipan.proto.ecology.v1.Subject> shown(Page page, List<Subject> found) {
        return page.cut(found).stream().map(SubjectMessages::withoutGeometry).toList();
    }

    @Override
    public void listDueInspections(
            ListDueInspectionsRequest request, StreamObserver<ListDueInspectionsResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<String> agency = given(request.getOptionalAgency());
            Optional<ResourceKind> resource =
                    ResourceKind.named(request.getOptionalResource().name());
            String named = "due " + agency + " " + resource + " " + request.getBefore();
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), named);
            Optional<DueKey> after = page.after(DueKey::parse);
            Instant before = request.hasBefore() ? Times.instant(request.getBefore()) : Times.now(clock);
            Scope scope = callerScope.of(Caller.current());
            DueFilter filter = new DueFilter(before, agency, resource);
            List<Subject> found = unitOfWork.read(() -> VisibleRows.first(
                    page.size() + 1,
                    after,
                    (last, most) -> subjects.due(filter, last, most),
                    SubjectRpc::dueKey,
                    subject -> sees(scope, subject)));
            return ListDueInspectionsResponse.newBuilder()
                    .addAllSubjects(shown(page, found))
                    .setNextPageToken(page.next(found, last -> dueKey(last).toString()))
                    .build();
        });
    }

    private static DueKey dueKey(Subject subject) {
        return new DueKey(subject.nextDueAt().orElseThrow(), subject.name());
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(any -> !any.isEmpty());
    }
}
