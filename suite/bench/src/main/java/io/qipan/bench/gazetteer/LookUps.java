package io.qipan.bench.gazetteer;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.qipan.bench.gazetteer.Names.Name;
import io.qipan.bench.harness.Latencies;
import io.qipan.bench.harness.Machine;
import io.qipan.bench.harness.Measured;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.place.GazetteerClient;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.dispatch.v1.GazetteerPlace;
import io.qipan.proto.dispatch.v1.GazetteerServiceGrpc;
import io.qipan.proto.dispatch.v1.GazetteerServiceGrpc.GazetteerServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ImportPlacesRequest;
import io.qipan.proto.dispatch.v1.ImportPlacesResponse;
import io.qipan.proto.dispatch.v1.LookUpPlaceRequest;
import io.qipan.proto.dispatch.v1.PlaceCandidate;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Has a running dispatch-service take over names, asks for them with a fault in each, and takes them away again. */
final class LookUps {
    private static final String SOURCE = "bench";
    private static final Duration UNTIL_SEARCHED = Duration.ofMinutes(2);
    private static final int SEEN = 50;
    private static final int WARM_UP = 500;

    private final GazetteerClient client;
    private final GazetteerServiceBlockingStub gazetteer;
    private final Latencies latencies = new Latencies();

    LookUps(Channel dispatch) {
        client = new GazetteerClient(dispatch);
        gazetteer = GazetteerServiceGrpc.newBlockingStub(dispatch);
    }

    /**
     * @param sample how many of the names are asked for, once with each kind of fault
     */
    Outcome measure(Names names, int sample, Random random, Machine machine) throws InterruptedException {
        replace(names.csv());
        try {
            return ask(names, sample, random, machine);
        } finally {
            replace("code,name\n");
        }
    }

    private void replace(String csv) throws InterruptedException {
        ByteString.Output bytes = ByteString.newOutput();
        try (OutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(csv.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ImportPlacesResponse response = client.send(ImportPlacesRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setReason("measurement")
                .setSource(SOURCE)
                .setDatum(Datum.WGS84)
                .setCsvGzip(bytes.toByteString()));
        if (response.getFaultCount() > 0) {
            throw new UserError(
                    "The names cannot be imported: " + response.getFaults(0).getText() + ".");
        }
        await(response.getRevision().getNumber());
    }

    private void await(long revision) throws InterruptedException {
        LookUpPlaceRequest any = LookUpPlaceRequest.newBuilder().setText("x").build();
        long patience = System.nanoTime() + UNTIL_SEARCHED.toNanos();
        while (gazetteer.lookUpPlace(any).getRevision() < revision) {
            if (System.nanoTime() > patience) {
                throw new UserError("dispatch-service has not taken revision " + revision + " into memory.");
            }
            Thread.sleep(Duration.ofMillis(200));
        }
    }

    private Outcome ask(Names names, int sample, Random random, Machine machine) {
        Map<String, List<Integer>> letters = names.letters(new Sounds());
        Set<String> texts = names.all().stream().map(Name::text).collect(Collectors.toSet());
        List<Name> chosen = new ArrayList<>(names.all());
        Collections.shuffle(chosen, random);
        chosen.stream().limit(WARM_UP).forEach(name -> found(name.text(), ""));
        latencies.round();
        Map<Corruption, Tally> district = new EnumMap<>(Corruption.class);
        Map<Corruption, Tally> alone = new EnumMap<>(Corruption.class);
        Map<Corruption, Tally> distinct = new EnumMap<>(Corruption.class);
        for (Corruption fault : Corruption.values()) {
            Tally byDistrict = district.computeIfAbsent(fault, fresh -> new Tally());
            Tally byName = alone.computeIfAbsent(fault, fresh -> new Tally());
            Tally byDistinct = distinct.computeIfAbsent(fault, fresh -> new Tally());
            for (Name name : chosen.subList(0, Math.min(sample, chosen.size()))) {
                Optional<String> said = fault.of(name.text(), letters, random);
                if (said.isEmpty()) {
                    continue;
                }
                byDistrict.add(
                        "places/" + SOURCE + "/" + name.code(),
                        found(said.get(), name.district()).stream()
                                .map(GazetteerPlace::getName)
                                .toList());
                List<String> titles = List.copyOf(found(said.get(), "").stream()
                        .map(GazetteerPlace::getTitle)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
                byName.add(name.text(), titles);
                boolean alike = texts.stream()
                        .anyMatch(other -> !other.equals(name.text()) && Corruption.isBetween(said.get(), other));
                if (!alike) {
                    byDistinct.add(name.text(), titles);
                }
            }
        }
        Measured lookUps = new Measured("LookUpPlace", List.of(latencies.round()));
        return new Outcome(names.title(), names.all().size(), district, alone, distinct, lookUps, machine);
    }

    private List<GazetteerPlace> found(String text, String district) {
        LookUpPlaceRequest request = LookUpPlaceRequest.newBuilder()
                .setText(text)
                .setOptionalDistrict(district)
                .setLimit(SEEN)
                .build();
        long begun = System.nanoTime();
        List<PlaceCandidate> candidates = gazetteer.lookUpPlace(request).getCandidatesList();
        latencies.add(System.nanoTime() - begun);
        return candidates.stream()
                .filter(candidate -> candidate.getBasis() == PlaceCandidate.Basis.NAME)
                .map(candidate -> candidate.getPlaces(0))
                .filter(place -> place.getName().startsWith("places/" + SOURCE + "/"))
                .toList();
    }
}
