package io.qipan.dispatch.afteraction;

import com.google.protobuf.Message;
import io.qipan.dispatch.afteraction.ShowStory.Story;
import io.qipan.dispatch.afteraction.model.Mark;
import io.qipan.dispatch.figure.model.Clock;
import io.qipan.dispatch.incident.IncidentMessages;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.StoryClock;
import io.qipan.proto.dispatch.v1.StoryEntry;
import io.qipan.proto.dispatch.v1.StoryHead;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The story of an incident on the wire. */
final class StoryMessages {

    private StoryMessages() {}

    static StoryHead head(Story story) {
        Incident incident = IncidentMessages.message(story.incident());
        return StoryHead.newBuilder()
                .setIncident(incident.getName())
                .setNumber(incident.getNumber())
                .setType(incident.getType())
                .setPriority(incident.getPriority())
                .setState(incident.getState())
                .setDrill(incident.getDrill())
                .setCountedFrom(Times.message(countedFrom(story)))
                .setCall(story.opening().map(Clock::subject).orElse(""))
                .setMergedInto(incident.getMergedInto())
                .addAllResources(story.resources())
                .build();
    }

    private static Instant countedFrom(Story story) {
        return story.opening().map(Clock::begunAt).orElse(story.incident().openedAt());
    }

    static StoryClock message(Clock clock) {
        StoryClock.Builder message = StoryClock.newBuilder()
                .setMeasure(Measure.valueOf(clock.measure().name()))
                .setSubject(clock.subject())
                .setUnit(clock.unit())
                .setBegunAt(Times.message(clock.begunAt()))
                .setSeconds(clock.seconds().orElse(0.0))
                .addAllBoundsS(clock.measure().boundsS())
                .setWithinS(clock.withinS().orElse(0))
                .setRunning(clock.running());
        clock.endedAt().ifPresent(end -> message.setEndedAt(Times.message(end)));
        return message.build();
    }

    static List<StoryEntry> entries(Story story) {
        Instant zero = countedFrom(story);
        Map<String, Message> states = new HashMap<>();
        story.before().forEach((resource, change) -> states.put(resource, States.of(change)));
        List<StoryEntry> entries = new ArrayList<>();
        for (Change change : story.changes()) {
            Message state = States.of(change);
            Optional<Message> before = Optional.ofNullable(states.put(change.getResource(), state));
            entries.add(entry(change, zero)
                    .addAllChanges(
                            before.map(known -> States.changes(known, state)).orElse(List.of()))
                    .build());
        }
        return entries;
    }

    private static StoryEntry.Builder entry(Change change, Instant zero) {
        Duration since = Duration.between(zero, Times.instant(change.getOccurredAt()));
        return StoryEntry.newBuilder()
                .setRevision(change.getRevision())
                .setResource(change.getResource())
                .setAction(change.getAction())
                .setActor(change.getActor())
                .setReason(change.getReason())
                .setOccurredAt(change.getOccurredAt())
                .setRecordedAt(change.getRecordedAt())
                .setSinceS(since.toSeconds() + since.toNanosPart() / 1e9)
                .setMark(
                        switch (Mark.of(change.getAction())) {
                            case NONE -> StoryEntry.Mark.MARK_UNSPECIFIED;
                            case ESCALATION -> StoryEntry.Mark.ESCALATION;
                            case SHORTFALL -> StoryEntry.Mark.SHORTFALL;
                        });
    }
}
