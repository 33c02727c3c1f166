package io.qipan.dispatch.followup.model;

/**
 * How satisfied the callers of incidents are that ended in a period; each of these incidents is in exactly one count.
 *
 * @param open without a rating yet
 * @param lifeRisk not asked, because somebody else may read what is on such a telephone
 * @param unreachable not asked, because no number is known
 */
public record Satisfaction(
        long satisfied,
        long basicallySatisfied,
        long dissatisfied,
        long unanswered,
        long notCalled,
        long open,
        long lifeRisk,
        long unreachable,
        long drills) {

    public static final String ENGLISH =
            "(satisfied + basically satisfied / 2) / (satisfied + basically satisfied + dissatisfied); incidents that"
                    + " ended in the period, by the first rating of their caller; incidents without a rating, merged"
                    + " into others, with danger to life or without a known telephone number are not in it, nor are drills.";

    public static final String CHINESE = "（满意+基本满意÷2）÷（满意+基本满意+不满意）；统计期内办结的警情，以报警人首次评价为准；未评价、被并案、危及生命、无联系电话的警情及演练不计入。";

    /** Those who gave a rating. */
    public long n() {
        return satisfied + basicallySatisfied + dissatisfied;
    }

    /**
     * Basically satisfied counts one half, as in published figures of Dongguan (February 2019): 6,554 / 731 / 496 is
     * 88.93 %.
     */
    public double share() {
        return n() == 0 ? 0 : (satisfied + basicallySatisfied / 2.0) / n();
    }
}
