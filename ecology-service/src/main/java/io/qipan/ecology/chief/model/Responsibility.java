package io.qipan.ecology.chief.model;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.chief.model.Appointment.Seat;
import io.qipan.ecology.chief.model.Borders.Stretch;
import io.qipan.ecology.chief.model.Gap.Fault;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who answers for what: borders and appointments of the same moment of reading. */
public record Responsibility(Borders borders, Posts posts) {
    /** How long before its end an appointment without successor is told. */
    private static final Duration LAPSING_WITHIN = Duration.ofDays(30);

    /** Whether a level is in order at a place. */
    public enum State {
        COMPLETE,
        NO_JURISDICTION,
        NO_APPOINTMENT,
        OVERLAP
    }

    /** A jurisdiction and who was appointed at the time. */
    public record Answerable(
            Jurisdiction jurisdiction, Optional<Appointment> chief, Optional<Appointment> policeChief) {

        boolean isComplete() {
            return chief.isPresent() && policeChief.isPresent();
        }
    }

    /** One level for one kind at a place. */
    public record LevelAnswer(Level level, State state, List<Answerable> answerable) {

        public LevelAnswer {
            answerable = List.copyOf(answerable);
        }
    }

    /**
     * One kind at a place.
     *
     * @param levels from above; empty if no level has a jurisdiction of the kind there
     */
    public record KindAnswer(ResourceKind kind, List<LevelAnswer> levels) {

        public KindAnswer {
            levels = List.copyOf(levels);
        }
    }

    /** For each of the kinds. */
    public List<KindAnswer> resolve(Wgs84 place, Instant at, List<ResourceKind> kinds) {
        Map<Layer, List<Stretch>> found = borders.at(place, at);
        return kinds.stream().map(kind -> answer(kind, found, at)).toList();
    }

    private KindAnswer answer(ResourceKind kind, Map<Layer, List<Stretch>> found, Instant at) {
        boolean lookedAfter = found.keySet().stream().anyMatch(layer -> layer.kind() == kind);
        return new KindAnswer(
                kind,
                lookedAfter
                        ? Arrays.stream(Level.values())
                                .map(level -> answer(level, found.getOrDefault(new Layer(kind, level), List.of()), at))
                                .toList()
                        : List.of());
    }

    private LevelAnswer answer(Level level, List<Stretch> found, Instant at) {
        List<Answerable> answerable =
                found.stream().map(stretch -> answerable(stretch, at)).toList();
        State state = switch (answerable.size()) {
            case 0 -> State.NO_JURISDICTION;
            case 1 -> answerable.getFirst().isComplete() ? State.COMPLETE : State.NO_APPOINTMENT;
            default -> State.OVERLAP;
        };
        return new LevelAnswer(level, state, answerable);
    }

    private Answerable answerable(Stretch stretch, Instant at) {
        return new Answerable(
                stretch.jurisdiction(),
                posts.holder(new Seat(stretch.name(), Post.CHIEF), at),
                posts.holder(new Seat(stretch.name(), Post.POLICE_CHIEF), at));
    }

    /** Holes and overlaps, the largest first; then vacancies by jurisdiction. */
    public List<Gap> gaps(Layer layer, Instant at) {
        List<Gap> gaps = new ArrayList<>(borders.gaps(layer, at));
        for (Stretch stretch : borders.of(layer, at)) {
            for (Post post : Post.values()) {
                vacancy(stretch, new Seat(stretch.name(), post), at).ifPresent(gaps::add);
            }
        }
        return gaps;
    }

    private Optional<Gap> vacancy(Stretch stretch, Seat seat, Instant at) {
        if (posts.holder(seat, at).isEmpty()) {
            return Optional.of(
                    Gap.post(Fault.VACANT, seat, GapSearch.within(stretch.ground()), posts.vacantSince(seat, at)));
        }
        return posts.lapsesAt(seat, at)
                .filter(end -> !end.isAfter(at.plus(LAPSING_WITHIN)))
                .map(end -> Gap.post(Fault.LAPSING, seat, GapSearch.within(stretch.ground()), Optional.of(end)));
    }
}
