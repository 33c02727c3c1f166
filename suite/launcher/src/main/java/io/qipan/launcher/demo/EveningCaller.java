package io.qipan.launcher.demo;

import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Somebody who calls in the evening. All are invented, by their number, so that every evening has the same.
 *
 * @param number from 1, in the order of the story
 * @param ringsS seconds until somebody answers
 * @param northM metres from the place of the story that they mean
 */
record EveningCaller(
        int number,
        int ringsS,
        String words,
        EveningPlaces.Place place,
        double northM,
        double eastM,
        int uncertaintyM) {

    static final int FIRST = 1;
    /** Told of as a smell of smoke, and opened by itself. */
    static final int SMOKE = 16;

    static final int ABOUT_THE_FIRE = 40;
    static final int CONTAINER = 41;
    static final int NOISE = 42;
    static final int CHILD = 43;
    static final int ALL = 43;

    private static final List<String> FIRE = List.of(
            "Smoke comes out of a window above the restaurant",
            "There are flames on the third floor above the restaurant",
            "The restaurant on the corner is on fire, people are at the windows",
            "Fire on the corner, thick black smoke",
            "I see smoke and flames from the bridge, a house with a restaurant",
            "It burns above the restaurant, somebody shouts from the third floor",
            "餐馆楼上着火了,有浓烟",
            "三楼窗户冒烟,有人喊救命");

    static EveningCaller of(int number) {
        return switch (number) {
            case SMOKE -> fire(number, "It smells of smoke in our yard behind the restaurant, I see no fire");
            case CONTAINER ->
                new EveningCaller(
                        number,
                        rings(number),
                        "A rubbish container burns, smoke and flames, near the restaurant by the market",
                        EveningPlaces.Place.MARKET,
                        0,
                        0,
                        60);
            case NOISE ->
                new EveningCaller(
                        number,
                        rings(number),
                        "They are drilling at the building site again, every evening, the children cannot sleep",
                        EveningPlaces.Place.SITE,
                        0,
                        0,
                        50);
            case CHILD ->
                new EveningCaller(
                        number,
                        rings(number),
                        "My son is gone, he is six. I lost sight of him in the park by the lake",
                        EveningPlaces.Place.PARK,
                        0,
                        0,
                        150);
            default -> fire(number, FIRE.get(number % FIRE.size()));
        };
    }

    /** In the order of the story. */
    static List<EveningCaller> all() {
        return IntStream.rangeClosed(FIRST, ALL).mapToObj(EveningCaller::of).toList();
    }

    /** Callers put a fire up to 200 m apart. */
    private static EveningCaller fire(int number, String words) {
        return new EveningCaller(
                number,
                rings(number),
                words,
                EveningPlaces.Place.CORNER,
                (number * 37) % 300 - 150,
                (number * 53) % 260 - 130,
                40 + (number * 11) % 80);
    }

    /** 2 to 14 s; the more callers wait, the longer. */
    private static int rings(int number) {
        int crowd = number > 29 && number <= ABOUT_THE_FIRE ? 7 : 0;
        return 2 + (number * 5) % 13 + crowd;
    }

    boolean isAboutTheFire() {
        return number <= ABOUT_THE_FIRE;
    }

    /** Answered now. */
    CreateCallRequest.Builder call(Evening evening) {
        Instant answered = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return CreateCallRequest.newBuilder()
                .setChannel(Channel.VOICE)
                .setReceivedAt(Stamps.of(answered.minusSeconds(ringsS)))
                .setAnsweredAt(Stamps.of(answered))
                .setCallerId("demo caller " + number)
                .setDescription(words)
                .addLocations(LocationInput.newBuilder()
                        .setPoint(place.point(northM, eastM))
                        .setText(place.words())
                        .setSource(LocationSource.PHONE)
                        .setUncertaintyM(uncertaintyM))
                .setExternalReference(evening.of(this))
                .setDrill(true);
    }
}
