package io.qipan.dispatch.gazetteer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.CallerNumbers;
import io.qipan.dispatch.gazetteer.model.Candidate;
import io.qipan.dispatch.gazetteer.model.Gazetteer;
import io.qipan.dispatch.gazetteer.model.Question;
import io.qipan.dispatch.gazetteer.model.Question.Near;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.proto.dispatch.v1.LookUpPlaceRequest;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Location.Source;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the places that may be meant, by what is said and by what the call brought. */
@Singleton
class LookUpPlace {
    private static final int USUAL_LIMIT = 10;
    private static final int GREATEST_LIMIT = 50;

    private final UnitOfWork unitOfWork;
    private final CallRecords calls;
    private final CallerNumbers numbers;
    private final LiveGazetteer live;
    private final Timer took;

    LookUpPlace(
            UnitOfWork unitOfWork, CallRecords calls, CallerNumbers numbers, LiveGazetteer live, MeterRegistry meters) {
        this.unitOfWork = unitOfWork;
        this.calls = calls;
        this.numbers = numbers;
        this.live = live;
        this.took = Timer.builder("qipan.gazetteer.lookup")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    /** What was found, and by which revision. */
    record Found(long revision, List<Candidate> candidates) {}

    /** Outside of a unit of work: only the call is read in one. */
    Found find(LookUpPlaceRequest request) {
        Optional<Brought> call = Optional.of(request.getOptionalCall())
                .filter(name -> !name.isEmpty())
                .map(name -> unitOfWork.read(() -> brought(CallId.parse(name))));
        List<Location> handsets = call.map(Brought::locations).orElse(List.of()).stream()
                .filter(at -> at.shape().isPresent())
                .filter(at -> at.source() == Source.PHONE || at.source() == Source.DEVICE)
                .toList();
        Gazetteer gazetteer = live.current();
        Question question = new Question(
                request.getText(),
                request.getOptionalDistrict(),
                near(request, handsets),
                call.map(Brought::number).orElse(""),
                handsets,
                request.getLimit() == 0 ? USUAL_LIMIT : Math.min(request.getLimit(), GREATEST_LIMIT));
        return new Found(gazetteer.revision(), took.record(() -> gazetteer.search(question)));
    }

    /** What came with a call. */
    private record Brought(List<Location> locations, String number) {}

    private Brought brought(CallId call) {
        return new Brought(calls.get(call).locations(), numbers.readable(call).orElse(""));
    }

    private static Optional<Near> near(LookUpPlaceRequest request, List<Location> handsets) {
        if (request.hasOptionalNear()) {
            return Optional.of(
                    new Near(PlaceMessages.point(request.getOptionalNear()).toWgs84(), 0));
        }
        return handsets.stream()
                .max(Comparator.comparing(Location::observedAt))
                .flatMap(last -> last.shape().map(shape -> new Near(shape.middle(), last.radiusM())));
    }
}
