package io.qipan.launcher.fake;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.BindableService;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.Clock;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.CriminalTrack;
import io.qipan.proto.ecology.v1.Evidence;
import io.qipan.proto.ecology.v1.FieldRecord;
import io.qipan.proto.ecology.v1.Handling;
import io.qipan.proto.ecology.v1.ProcedureStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the fake board holds of ecology-service. */
public final class FakeRiver {
    public final Map<String, Clue> clues = new LinkedHashMap<>();
    public final Map<String, Case> cases = new LinkedHashMap<>();
    public final Map<String, Evidence> evidence = new LinkedHashMap<>();
    public final Map<String, FieldRecord> seizures = new LinkedHashMap<>();

    /** Whether a statutory clock runs out on the way. */
    public volatile boolean clockRunsOut;

    /** What the one rule of this board makes of the act. */
    public volatile Handling handling = Handling.CRIMINAL;

    /** Whether somebody has been at the evidence. */
    public volatile boolean evidenceIsBroken;

    final FakeStore store;

    FakeRiver(FakeStore store) {
        this.store = store;
    }

    List<BindableService> services() {
        return List.of(
                new FakeClues(this),
                new FakeCaseFiles(this),
                new FakeTransfers(this),
                new FakeSupervision(this),
                new FakeEvidence(this),
                new FakeFieldRecords(this),
                new FakeAgencies(this),
                new FakeStatistics(this));
    }

    Case opened(Clue clue) {
        Case opened = Case.newBuilder()
                .setName(FakeStore.name("cases"))
                .setNumber("E2026-%06d".formatted(cases.size() + 1))
                .setEtag("1")
                .setState(Case.State.OPEN)
                .setActivity(clue.getActivity())
                .setActAt(clue.getOccurredAt())
                .setPoint(clue.getPoint())
                .setDrill(clue.getDrill())
                .build();
        cases.put(opened.getName(), opened);
        return opened;
    }

    /** A step that any request with name and etag takes, told by its type: {@code HandOverRequest} is HAND_OVER. */
    Case stepped(Message request, CriminalTrack.State next) {
        String name = text(request, "name");
        Case file = FakeStore.found(cases.get(name), name);
        FakeStore.requireEtag(name, file.getEtag(), text(request, "etag"));
        String action = request.getDescriptorForType()
                .getName()
                .replaceFirst("Request$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(Locale.ROOT);
        Case.Builder stepped = file.toBuilder().setEtag(FakeStore.next(file.getEtag()));
        stepped.getProcedureBuilder()
                .addSteps(ProcedureStep.newBuilder().setAction(action))
                .getCriminalBuilder()
                .setState(next);
        if (clockRunsOut && stepped.getProcedure().getClocksCount() == 0) {
            stepped.getProcedureBuilder().addClocks(Clock.newBuilder().setState(Clock.State.OVERDUE));
        }
        return kept(stepped.build());
    }

    Case kept(Case file) {
        cases.put(file.getName(), file);
        return file;
    }

    private static String text(Message request, String name) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
        return (String) request.getField(field);
    }
}
