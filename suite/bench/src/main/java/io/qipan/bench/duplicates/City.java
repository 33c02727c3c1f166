package io.qipan.bench.duplicates;

import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Calls about events in a city of 10 km by 10 km, by a seed. Three of ten events are at one of 20 busy places, so that a place
 * alone says little; three of ten have several callers, who put them up to some hundred metres apart, come in for half an hour,
 * use other words, and are sometimes heard wrong.
 */
final class City {
    private static final double METRES_PER_DEGREE = 111_195;
    private static final double SIDE_M = 10_000;
    private static final double SIGMAS_OF_95_PERCENT = 2.45;
    private static final int BUSY_PLACES = 20;

    /** Of one family each: a caller takes the one for the other. */
    private static final List<List<String>> FAMILIES = List.of(
            List.of("structure_fire", "smoke_investigation", "outside_fire", "alarm"),
            List.of("traffic_collision"),
            List.of("drowning", "water_rescue", "person_in_water_risk"),
            List.of("public_order", "service_call"),
            List.of("theft"),
            List.of("medical"));

    private static final List<List<String>> WORDS = List.of(
            List.of("smoke", "flames", "burning", "window", "fire", "roof", "浓烟", "着火了", "火很大"),
            List.of("collision", "cars", "truck", "blocked", "accident", "hit", "追尾", "撞车了", "两辆车"),
            List.of("river", "water", "swimming", "shouting", "bank", "drowning", "落水", "河里有人", "救命"),
            List.of("fighting", "drunk", "shouting", "noise", "people", "threatens", "打架", "喝醉", "吵闹"),
            List.of("stolen", "wallet", "bicycle", "broken", "lock", "gone", "被偷", "电动车", "钱包"),
            List.of("chest", "breathing", "fell", "unconscious", "old", "pain", "晕倒", "胸口疼", "老人"));

    private static final List<String> DETAILS = List.of(
            "red", "blue", "school", "market", "bridge", "bus", "child", "hotel", "station", "新华街", "人民路", "广场");

    private final Random random;
    private final double south;
    private final double west;
    private final Instant from;
    private final double[][] busy;

    City(long seed, double south, double west, Instant from) {
        this.random = new Random(seed);
        this.south = south;
        this.west = west;
        this.from = from;
        this.busy = IntStream.range(0, BUSY_PLACES)
                .mapToObj(i -> new double[] {random.nextDouble() * SIDE_M, random.nextDouble() * SIDE_M})
                .toArray(double[][]::new);
    }

    /** In the order of their times. */
    List<Report> calls(int events, Duration period) {
        List<Report> calls = new ArrayList<>();
        for (int event = 0; event < events; event++) {
            addCallsOf(event, from.plusMillis((long) (random.nextDouble() * period.toMillis())), calls);
        }
        calls.sort(Comparator.comparing(Report::at));
        return calls;
    }

    private void addCallsOf(int event, Instant began, List<Report> calls) {
        int kind = random.nextInt(FAMILIES.size());
        String type = one(FAMILIES.get(kind));
        double[] truth = random.nextInt(10) < 3
                ? busy[random.nextInt(BUSY_PLACES)]
                : new double[] {random.nextDouble() * SIDE_M, random.nextDouble() * SIDE_M};
        List<String> details = List.of(one(DETAILS), one(DETAILS));
        String firstNumber = number();
        int callers = random.nextInt(10) < 7 ? 1 : 2 + (int) Math.min(12, -4 * Math.log(1 - random.nextDouble()));
        for (int caller = 0; caller < callers; caller++) {
            long late = caller == 0 ? 0 : (long) (-600 * Math.log(1 - random.nextDouble()));
            boolean again = caller > 0 && random.nextInt(20) == 0;
            calls.add(new Report(
                    event,
                    began.plusSeconds(late),
                    heard(kind, type),
                    again ? firstNumber : caller == 0 ? firstNumber : number(),
                    words(kind, details),
                    place(truth)));
        }
    }

    private String heard(int kind, String type) {
        int luck = random.nextInt(20);
        if (luck < 16) {
            return type;
        }
        return one(FAMILIES.get(luck < 19 ? kind : random.nextInt(FAMILIES.size())));
    }

    private String words(int kind, List<String> details) {
        List<String> said = new ArrayList<>(List.of(one(WORDS.get(kind)), one(WORDS.get(kind)), one(WORDS.get(kind))));
        if (random.nextBoolean()) {
            said.add(one(details));
        }
        said.add(one(DETAILS));
        return String.join(" ", said);
    }

    /** Half are told by words on a map, a third by a handset; some are known to a cell of the network only, or not at all. */
    private Optional<LocationInput> place(double[] truth) {
        int luck = random.nextInt(20);
        if (luck == 0) {
            return Optional.empty();
        }
        double uncertainty = luck < 7 ? 30 : luck < 17 ? 200 : 1_500;
        double sigma = Math.hypot(uncertainty, 120) / SIGMAS_OF_95_PERCENT;
        return Optional.of(
                at(truth[0] + random.nextGaussian() * sigma, truth[1] + random.nextGaussian() * sigma, uncertainty));
    }

    /** Metres east and north of the corner. */
    LocationInput at(double east, double north, double uncertainty) {
        double latitude = south + north / METRES_PER_DEGREE;
        return LocationInput.newBuilder()
                .setPoint(Point.newBuilder()
                        .setLatitude(latitude)
                        .setLongitude(west + east / METRES_PER_DEGREE / Math.cos(Math.toRadians(south)))
                        .setDatum(Datum.WGS84))
                .setSource(LocationSource.CALLER)
                .setUncertaintyM(uncertainty)
                .build();
    }

    private String number() {
        return "1%010d".formatted(random.nextLong(10_000_000_000L));
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
