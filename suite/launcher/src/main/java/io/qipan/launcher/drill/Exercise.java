package io.qipan.launcher.drill;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.launcher.drill.Played.Twin;
import io.qipan.launcher.drill.Scene.Opened;
import io.qipan.launcher.drill.Scene.Told;
import io.qipan.launcher.rpc.RefusalText;
import io.qipan.proto.common.v1.Location;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc.CallServiceBlockingStub;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc;
import io.qipan.proto.dispatch.v1.IncidentServiceGrpc.IncidentServiceBlockingStub;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts a script on the board as an exercise: everything says that it is one, and nothing real is touched. Numbers of
 * callers are not told again, nor are devices; what people here did then they are to do anew.
 */
final class Exercise {
    /** As many as one request may carry. */
    private static final int MOST_LOCATIONS = 20;

    private final String run;
    private final double factor;
    private final CallServiceBlockingStub calls;
    private final IncidentServiceBlockingStub incidents;
    private final Retries retries;
    private final Map<String, String> calledAs = new HashMap<>();
    private final List<Twin> twins = new ArrayList<>();
    private Optional<Instant> begun = Optional.empty();

    /**
     * @param run what its calls are known by
     * @param factor seconds of the past in one second
     */
    Exercise(String run, double factor, Channel dispatch, Retries retries) {
        this.run = run;
        this.factor = factor;
        this.calls = CallServiceGrpc.newBlockingStub(dispatch);
        this.incidents = IncidentServiceGrpc.newBlockingStub(dispatch);
        this.retries = retries;
    }

    void play(Script script, Consumer<String> progress) {
        if (!script.scenes().isEmpty()) {
            Instant first = script.scenes().getFirst().at();
            long started = System.nanoTime();
            for (Scene scene : script.scenes()) {
                long due = (long) (Duration.between(first, scene.at()).toNanos() / factor);
                sleep(Duration.ofNanos(due - (System.nanoTime() - started)));
                perform(scene, progress);
            }
        }
    }

    /** What it has put on the board until now, also if it broke off. */
    Played played() {
        return new Played(List.copyOf(calledAs.values()), List.copyOf(twins), begun);
    }

    private void perform(Scene scene, Consumer<String> progress) {
        try {
            switch (scene) {
                case Told told -> tell(told.call(), progress);
                case Opened opened -> twins.add(new Twin(opened, open(opened, progress)));
            }
        } catch (StatusRuntimeException e) {
            throw new UserError("The drill stopped: " + RefusalText.of(e), e);
        }
    }

    private void tell(Call past, Consumer<String> progress) {
        CreateCallRequest request = CreateCallRequest.newBuilder()
                .setRequestId(RequestId.of("drill", run, past.getName()))
                .setChannel(past.getChannel())
                .setDescription(past.getDescription())
                .addAllLocations(past.getLocationsList().stream()
                        .limit(MOST_LOCATIONS)
                        .map(Location::getGiven)
                        .toList())
                .setExternalReference("drill/" + run + "/" + past.getNumber())
                .setDrill(true)
                .build();
        Call call = retries.call(() -> calls.createCall(request)).getCall();
        calledAs.put(past.getName(), call.getName());
        begins(Stamps.instant(call.getRecordedAt()));
        progress.accept(call.getNumber() + " rings, as " + past.getNumber() + " did");
    }

    /** Somebody who is being trained may have been faster: then it is theirs, or there is none. */
    private Optional<String> open(Opened past, Consumer<String> progress) {
        Optional<Call> call = past.call().map(told -> now(told.getName()));
        if (call.filter(told -> told.getState() == Call.State.ENDED).isPresent()) {
            return call.map(Call::getIncident).filter(name -> !name.isEmpty());
        }
        OpenIncidentRequest.Builder request = OpenIncidentRequest.newBuilder()
                .setRequestId(RequestId.of("drill", run, past.opened().getName()))
                .setType(past.opened().getType())
                .setOptionalPriority(past.opened().getPriority())
                .setSummary(past.opened().getSummary())
                .setDrill(true);
        call.ifPresent(told -> request.setOptionalCall(told.getName()).setOptionalCallEtag(told.getEtag()));
        // Those of its call are taken over by the service.
        past.opened().getLocationsList().stream()
                .skip(past.call().map(Call::getLocationsCount).orElse(0))
                .limit(MOST_LOCATIONS)
                .forEach(location -> request.addLocations(location.getGiven()));
        Incident opened =
                retries.call(() -> incidents.openIncident(request.build())).getIncident();
        progress.accept(opened.getNumber() + " " + opened.getType() + ", as "
                + past.opened().getNumber() + " was");
        begins(Stamps.instant(opened.getRecordedAt()));
        return Optional.of(opened.getName());
    }

    /** By the clock of the service. */
    private void begins(Instant recordedAt) {
        begun = Optional.of(begun.orElse(recordedAt));
    }

    private Call now(String past) {
        GetCallRequest request = GetCallRequest.newBuilder()
                .setName(Objects.requireNonNull(calledAs.get(past), "told before its incident is opened"))
                .build();
        return retries.call(() -> calls.getCall(request)).getCall();
    }

    private static void sleep(Duration time) {
        if (time.isPositive()) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserError("The drill was interrupted.", e);
            }
        }
    }
}
