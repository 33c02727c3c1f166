package io.qipan.ecology.rule.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What 行政处罚法 says on several bases of one act, and on an act that may be a crime. */
final class Guidance {
    /** First day of the 行政处罚法 of 2021, its article 86. */
    private static final LocalDate PENALTY_LAW = LocalDate.of(2021, 7, 15);

    private Guidance() {}

    static List<Text> on(List<AppliedRule> applied, List<AppliedRule> possible, LocalDate decidedOn) {
        List<Text> guidance = new ArrayList<>();
        if (decidedOn.isBefore(PENALTY_LAW)) {
            return guidance;
        }
        if (has(applied, Handling.CRIMINAL)) {
            guidance.add(new Text(
                    "the line to a crime is crossed: the case is handed over to the judicial organs at once, and no"
                            + " administrative penalty takes the place of the criminal one (行政处罚法 第八条第二款, 第二十七条第一款)",
                    "涉嫌犯罪：应当及时将案件移送司法机关，不得以行政处罚代替刑事处罚（行政处罚法 第八条第二款、第二十七条第一款）"));
        } else if (has(possible, Handling.CRIMINAL)) {
            guidance.add(new Text(
                    "the line to a crime may be crossed: find out the unknown facts before an administrative penalty is"
                            + " decided (行政处罚法 第二十七条第一款)",
                    "可能涉嫌犯罪：作出行政处罚决定前应当查明未知事实（行政处罚法 第二十七条第一款）"));
        }
        onFines(applied, guidance);
        return guidance;
    }

    private static boolean has(List<AppliedRule> rules, Handling handling) {
        return rules.stream().anyMatch(rule -> rule.rule().handling() == handling);
    }

    private static void onFines(List<AppliedRule> applied, List<Text> guidance) {
        List<AppliedRule> fined = applied.stream()
                .filter(rule -> rule.inPlaceOf().isEmpty() && mostYuan(rule).isPresent())
                .toList();
        if (fined.size() < 2) {
            return;
        }
        long most = fined.stream()
                .mapToLong(rule -> mostYuan(rule).orElseThrow())
                .max()
                .orElseThrow();
        String highest = fined.stream()
                .filter(rule -> mostYuan(rule).orElseThrow() == most)
                .map(rule -> rule.rule().id())
                .collect(Collectors.joining(", "));
        boolean unsure =
                fined.stream().flatMap(rule -> rule.penalties().stream()).anyMatch(AppliedPenalty::uncertain);
        guidance.add(new Text(
                fined.size() + " bases threaten a fine: it is given once, by the one with the higher fine"
                        + " (行政处罚法 第二十九条); the highest, " + most + " yuan, is in " + highest
                        + (unsure ? "; unknown facts may change that" : ""),
                fined.size() + "项依据规定罚款：对同一违法行为不得给予两次以上罚款，按照罚款数额高的规定处罚（行政处罚法 第二十九条）；最高额" + most + "元见" + highest
                        + (unsure ? "，未知事实可能改变该结论" : "")));
    }

    private static OptionalLong mostYuan(AppliedRule rule) {
        return rule.penalties().stream()
                .flatMap(penalty -> penalty.yuan().stream())
                .mapToLong(Penalty.Range::to)
                .boxed()
                .max(Comparator.naturalOrder())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }
}
