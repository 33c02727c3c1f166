package io.qipan.dispatch.afteraction;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CategoryCatalogue;
import io.qipan.proto.dispatch.v1.ClassificationModel;
import io.qipan.proto.dispatch.v1.ClosureReview;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.Complaint;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyFinding;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ContingencyReview;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.DuplicateRule;
import io.qipan.proto.dispatch.v1.FieldChange;
import io.qipan.proto.dispatch.v1.FollowUp;
import io.qipan.proto.dispatch.v1.ForcedPlace;
import io.qipan.proto.dispatch.v1.GazetteerRevision;
import io.qipan.proto.dispatch.v1.HotspotAnalysis;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentInterview;
import io.qipan.proto.dispatch.v1.IncidentResponse;
import io.qipan.proto.dispatch.v1.IncidentShare;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Proposal;
import io.qipan.proto.dispatch.v1.Rectification;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.ResponsePlanRevision;
import io.qipan.proto.dispatch.v1.ScopeList;
import io.qipan.proto.dispatch.v1.SearchArea;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.proto.dispatch.v1.SupervisionOrder;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.runtime.rpc.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The states that changes carry, read by the fields that all kinds of resources have in common. */
final class States {
    private static final int LONGEST_TEXT = 200;
    /** They change with every change, and say nothing to a reviewer. */
    private static final Set<String> SILENT = Set.of("etag", "next_deadline_at");

    private static final Map<String, Message> KNOWN = Stream.<Message>of(
                    Attention.getDefaultInstance(),
                    CategoryCatalogue.getDefaultInstance(),
                    ClassificationModel.getDefaultInstance(),
                    ClosureReview.getDefaultInstance(),
                    Proposal.getDefaultInstance(),
                    SearchArea.getDefaultInstance(),
                    SupervisionOrder.getDefaultInstance(),
                    Call.getDefaultInstance(),
                    CommandNotice.getDefaultInstance(),
                    CommandOrder.getDefaultInstance(),
                    Complaint.getDefaultInstance(),
                    ContingencyActivation.getDefaultInstance(),
                    ContingencyFinding.getDefaultInstance(),
                    ContingencyPlan.getDefaultInstance(),
                    ContingencyReview.getDefaultInstance(),
                    ContingencyTask.getDefaultInstance(),
                    DuplicateRule.getDefaultInstance(),
                    FollowUp.getDefaultInstance(),
                    ForcedPlace.getDefaultInstance(),
                    GazetteerRevision.getDefaultInstance(),
                    HotspotAnalysis.getDefaultInstance(),
                    Incident.getDefaultInstance(),
                    IncidentInterview.getDefaultInstance(),
                    IncidentResponse.getDefaultInstance(),
                    IncidentShare.getDefaultInstance(),
                    MissingNotice.getDefaultInstance(),
                    MissingSearch.getDefaultInstance(),
                    Order.getDefaultInstance(),
                    Rectification.getDefaultInstance(),
                    Referral.getDefaultInstance(),
                    ResponsePlanRevision.getDefaultInstance(),
                    ScopeList.getDefaultInstance(),
                    SearchSector.getDefaultInstance(),
                    Transfer.getDefaultInstance())
            .collect(Collectors.toUnmodifiableMap(
                    state -> state.getDescriptorForType().getFullName(), Function.identity()));

    private States() {}

    /** The full names of the messages that it can read. */
    static Set<String> known() {
        return KNOWN.keySet();
    }

    static Message of(Change change) {
        String url = change.getState().getTypeUrl();
        Message known = KNOWN.get(url.substring(url.indexOf('/') + 1));
        if (known == null) {
            throw new IllegalStateException("Revision " + change.getRevision() + " is of an unknown type " + url);
        }
        try {
            return known.getParserForType().parseFrom(change.getState().getValue());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The state of revision " + change.getRevision() + " cannot be read", e);
        }
    }

    /** Whether the system was to look at it again: what is open always has that. */
    static boolean isOpen(Change change) {
        Message state = of(change);
        FieldDescriptor deadline = state.getDescriptorForType().findFieldByName("next_deadline_at");
        return deadline != null && state.hasField(deadline);
    }

    /** Empty for a kind without versions. */
    static Optional<Long> version(Message state) {
        FieldDescriptor etag = state.getDescriptorForType().findFieldByName("etag");
        return etag == null ? Optional.empty() : Optional.of(Long.valueOf((String) state.getField(etag)));
    }

    /** The name of its state in the contract; empty for a kind without. */
    static String word(Message state) {
        FieldDescriptor field = state.getDescriptorForType().findFieldByName("state");
        return field == null ? "" : state.getField(field).toString();
    }

    /** What is another value after than before, by field number. */
    static List<FieldChange> changes(Message before, Message after) {
        List<FieldChange> changes = new ArrayList<>();
        for (FieldDescriptor field : after.getDescriptorForType().getFields()) {
            boolean same = before.getField(field).equals(after.getField(field));
            if (!same && !SILENT.contains(field.getName())) {
                changes.add(FieldChange.newBuilder()
                        .setField(field.getName())
                        .setBefore(text(before, field))
                        .setAfter(text(after, field))
                        .build());
            }
        }
        return changes;
    }

    /** The names of the fields that are not the same. */
    static List<String> differing(Message one, Message other) {
        return one.getDescriptorForType().getFields().stream()
                .filter(field -> !one.getField(field).equals(other.getField(field)))
                .map(FieldDescriptor::getName)
                .toList();
    }

    private static String text(Message state, FieldDescriptor field) {
        if (field.isRepeated()) {
            return Integer.toString(state.getRepeatedFieldCount(field));
        } else if (field.hasPresence() && !state.hasField(field)) {
            return "";
        }
        return switch (state.getField(field)) {
            case Timestamp time -> Times.instant(time).toString();
            case Message _ -> "";
            case Object value -> {
                String text = value.toString();
                yield text.substring(
                        0, text.offsetByCodePoints(0, Math.min(LONGEST_TEXT, text.codePointCount(0, text.length()))));
            }
        };
    }
}
