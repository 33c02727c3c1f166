package io.qipan.bench.gazetteer;

import java.util.List;

/** How often what was meant came first, and among the first five. */
final class Tally {
    private int asked;
    private int first;
    private int amongFive;

    /**
     * @param found the answers, the best first
     */
    void add(String meant, List<String> found) {
        asked++;
        int place = found.indexOf(meant);
        first += place == 0 ? 1 : 0;
        amongFive += place >= 0 && place < 5 ? 1 : 0;
    }

    void add(Tally other) {
        asked += other.asked;
        first += other.first;
        amongFive += other.amongFive;
    }

    int asked() {
        return asked;
    }

    double top1() {
        return asked == 0 ? 0 : (double) first / asked;
    }

    double top5() {
        return asked == 0 ? 0 : (double) amongFive / asked;
    }
}
