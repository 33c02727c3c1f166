package io.qipan.dispatch.duplicate;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.duplicate.MergeIncidents.Outcome;
import io.qipan.dispatch.duplicate.SuggestDuplicates.Suggestions;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentMessages;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.response.ShowAlarmLevel;
import io.qipan.proto.dispatch.v1.DuplicateServiceGrpc;
import io.qipan.proto.dispatch.v1.GetIncidentGroupRequest;
import io.qipan.proto.dispatch.v1.GetIncidentGroupResponse;
import io.qipan.proto.dispatch.v1.LinkIncidentsRequest;
import io.qipan.proto.dispatch.v1.LinkIncidentsResponse;
import io.qipan.proto.dispatch.v1.ListDuplicateRulesRequest;
import io.qipan.proto.dispatch.v1.ListDuplicateRulesResponse;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsResponse;
import io.qipan.proto.dispatch.v1.SetDuplicateRuleRequest;
import io.qipan.proto.dispatch.v1.SetDuplicateRuleResponse;
import io.qipan.proto.dispatch.v1.SuggestDuplicatesRequest;
import io.qipan.proto.dispatch.v1.SuggestDuplicatesResponse;
import io.qipan.proto.dispatch.v1.UnlinkIncidentsRequest;
import io.qipan.proto.dispatch.v1.UnlinkIncidentsResponse;
import io.qipan.proto.dispatch.v1.UnmergeIncidentRequest;
import io.qipan.proto.dispatch.v1.UnmergeIncidentResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

@Singleton
class DuplicateRpc implements RpcService, DuplicateServiceGrpc.AsyncService {
    private static final Logger LOG = Logger.getLogger(DuplicateRpc.class);

    private static final int USUAL_SUGGESTIONS = 5;
    private static final int MOST_UNDONE = 100;

    private final UnitOfWork unitOfWork;
    private final SuggestDuplicates suggest;
    private final MergeIncidents merge;
    private final UnmergeIncident unmerge;
    private final LinkIncidents link;
    private final SetDuplicateRule setRule;
    private final ShowAlarmLevel alarmLevel;
    private final Merges merges;
    private final Links links;
    private final RuleHistory rules;
    private final IncidentRecords incidents;
    private final InstantSource clock;

    DuplicateRpc(
            UnitOfWork unitOfWork,
            SuggestDuplicates suggest,
            MergeIncidents merge,
            UnmergeIncident unmerge,
            LinkIncidents link,
            SetDuplicateRule setRule,
            ShowAlarmLevel alarmLevel,
            Merges merges,
            Links links,
            RuleHistory rules,
            IncidentRecords incidents,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.suggest = suggest;
        this.merge = merge;
        this.unmerge = unmerge;
        this.link = link;
        this.setRule = setRule;
        this.alarmLevel = alarmLevel;
        this.merges = merges;
        this.links = links;
        this.rules = rules;
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(DuplicateServiceGrpc.bindService(this));
    }

    @Override
    public void suggestDuplicates(
            SuggestDuplicatesRequest request, StreamObserver<SuggestDuplicatesResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Suggestions found = suggestions(request);
                    SuggestDuplicatesResponse.Builder response =
                            SuggestDuplicatesResponse.newBuilder().setCompared(found.compared());
                    found.best().stream()
                            .limit(request.getLimit() == 0 ? USUAL_SUGGESTIONS : request.getLimit())
                            .forEach(suggestion -> response.addSuggestions(
                                    DuplicateMessages.message(suggestion, incidents.get(suggestion.root()))));
                    return response.build();
                }));
    }

    private Suggestions suggestions(SuggestDuplicatesRequest request) {
        if (request.getReport().startsWith("calls/")) {
            Optional<String> type = Optional.of(request.getOptionalType()).filter(code -> !code.isEmpty());
            return suggest.forCall(CallId.parse(request.getReport()), type);
        }
        return suggest.forIncident(IncidentId.parse(request.getReport()));
    }

    @Override
    public void mergeIncidents(MergeIncidentsRequest request, StreamObserver<MergeIncidentsResponse> observer) {
        Answer.unary(
                observer,
                () -> withLevel(unitOfWork.once(RequestKey.of(request), MergeIncidentsResponse.parser(), () -> {
                    Outcome outcome = merge.merge(request, Caller.current());
                    return MergeIncidentsResponse.newBuilder()
                            .setIncident(IncidentMessages.message(outcome.merged()))
                            .setInto(IncidentMessages.message(outcome.root()))
                            .setMovedOrders(outcome.movedOrders())
                            .build();
                })));
    }

    /** Not stored with the reply: what a level needs changes with every order. The merge stands, whether that can be told or not. */
    private MergeIncidentsResponse withLevel(MergeIncidentsResponse durable) {
        MergeIncidentsResponse.Builder response = durable.toBuilder();
        try {
            alarmLevel.of(IncidentId.parse(durable.getInto().getName())).ifPresent(shown -> {
                response.setResponse(shown.response());
                shown.reinforcement().ifPresent(response::setReinforcement);
            });
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "What the level of %s needs cannot be told now",
                    durable.getInto().getName());
        }
        return response.build();
    }

    @Override
    public void unmergeIncident(UnmergeIncidentRequest request, StreamObserver<UnmergeIncidentResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), UnmergeIncidentResponse.parser(), () -> {
                    Outcome outcome = unmerge.unmerge(request, Caller.current());
                    return UnmergeIncidentResponse.newBuilder()
                            .setIncident(IncidentMessages.message(outcome.merged()))
                            .setRoot(IncidentMessages.message(outcome.root()))
                            .setMovedOrders(outcome.movedOrders())
                            .build();
                }));
    }

    @Override
    public void getIncidentGroup(GetIncidentGroupRequest request, StreamObserver<GetIncidentGroupResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    IncidentId id = incidents
                            .get(IncidentId.parse(request.getIncident()))
                            .id();
                    IncidentId root = merges.rootOf(id);
                    return GetIncidentGroupResponse.newBuilder()
                            .setRoot(root.name())
                            .addAllMerges(merges.of(root, MergeIncidents.MOST_MEMBERS).stream()
                                    .map(DuplicateMessages::message)
                                    .toList())
                            .addAllLinks(links.of(id).stream()
                                    .map(DuplicateMessages::message)
                                    .toList())
                            .addAllUndone(merges.undoneOf(id, MOST_UNDONE).stream()
                                    .map(DuplicateMessages::message)
                                    .toList())
                            .build();
                }));
    }

    @Override
    public void linkIncidents(LinkIncidentsRequest request, StreamObserver<LinkIncidentsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        LinkIncidentsResponse.parser(),
                        () -> LinkIncidentsResponse.newBuilder()
                                .setLink(DuplicateMessages.message(link.link(request, Caller.current())))
                                .build()));
    }

    @Override
    public void unlinkIncidents(UnlinkIncidentsRequest request, StreamObserver<UnlinkIncidentsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), UnlinkIncidentsResponse.parser(), () -> {
                    link.unlink(IncidentId.parse(request.getIncident()), IncidentId.parse(request.getOther()));
                    return UnlinkIncidentsResponse.getDefaultInstance();
                }));
    }

    @Override
    public void listDuplicateRules(
            ListDuplicateRulesRequest request, StreamObserver<ListDuplicateRulesResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Instant at = request.hasAt() ? Times.instant(request.getAt()) : Times.now(clock);
                    return ListDuplicateRulesResponse.newBuilder()
                            .addAllRules(rules.at(at).all().stream()
                                    .map(DuplicateMessages::message)
                                    .toList())
                            .build();
                }));
    }

    @Override
    public void setDuplicateRule(SetDuplicateRuleRequest request, StreamObserver<SetDuplicateRuleResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        SetDuplicateRuleResponse.parser(),
                        () -> SetDuplicateRuleResponse.newBuilder()
                                .setRule(DuplicateMessages.message(setRule.set(request, Caller.current())))
                                .build()));
    }
}
