package io.qipan.dispatch.pattern;

import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.dispatch.pattern.model.Cylinder;
import io.qipan.dispatch.pattern.model.Exclusions;
import io.qipan.dispatch.pattern.model.Hotspot;
import io.qipan.dispatch.pattern.model.HotspotAnalysis;
import io.qipan.dispatch.pattern.model.HotspotQuestion;
import io.qipan.dispatch.pattern.model.Raster;
import io.qipan.dispatch.pattern.model.TypeFinding;
import io.qipan.proto.dispatch.v1.HotspotExclusions;
import io.qipan.runtime.rpc.Times;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/** Analyses on the wire and as they are stored, which is the same. */
final class PatternMessages {
    private static final String ENGLISH =
            "Space-time permutation scan statistic (Kulldorff et al. 2005) over circles of cells and runs of days,"
                    + " Poisson generalized likelihood ratio, Monte Carlo p-values from days drawn anew among incidents;"
                    + " Benjamini-Hochberg over the types, its threshold within each (Benjamini and Bogomolov 2014);"
                    + " incidents by the time of the act, days of Asia/Shanghai; without exercises, duplicates and"
                    + " incidents whose place is unknown or known less precisely than a cell is wide.";
    private static final String CHINESE = "时空置换扫描统计(Kulldorff 等,2005):以网格圆域与连续日数为圆柱,泊松广义似然比,"
            + "随机重排日期得蒙特卡洛 p 值;各警情类别间按 Benjamini-Hochberg 法控制错误发现率,类别内沿用其阈值(Benjamini 与"
            + " Bogomolov,2014);按行为发生时间计,日以北京时间为准;不含演练、重复警情以及位置不明或误差大于网格边长的警情。";

    private PatternMessages() {}

    static io.qipan.proto.dispatch.v1.HotspotAnalysis message(HotspotAnalysis analysis) {
        return summary(analysis)
                .addAllTypes(
                        analysis.types().stream().map(PatternMessages::message).toList())
                .addAllHotspots(analysis.hotspots().stream()
                        .map(hotspot -> message(analysis.id(), hotspot))
                        .toList())
                .build();
    }

    /** Without types and hotspots. */
    static io.qipan.proto.dispatch.v1.HotspotAnalysis.Builder summary(HotspotAnalysis analysis) {
        return io.qipan.proto.dispatch.v1.HotspotAnalysis.newBuilder()
                .setName(analysis.id().name())
                .setQuestion(message(analysis.question()))
                .setMadeBy(analysis.madeBy())
                .setMadeAt(Times.message(analysis.madeAt()))
                .setEnglish(ENGLISH)
                .setChinese(CHINESE)
                .setIncidents(analysis.incidents())
                .setExcluded(HotspotExclusions.newBuilder()
                        .setDrills(analysis.excluded().drills())
                        .setDuplicates(analysis.excluded().duplicates())
                        .setWithoutPlace(analysis.excluded().withoutPlace())
                        .setVaguePlace(analysis.excluded().vaguePlace()))
                .setInputSha256(analysis.inputSha256())
                .setReferenceLatitude(analysis.raster().referenceLatitude())
                .setHotspotsLeftOut(analysis.leftOut());
    }

    private static io.qipan.proto.dispatch.v1.HotspotQuestion message(HotspotQuestion question) {
        return io.qipan.proto.dispatch.v1.HotspotQuestion.newBuilder()
                .setFrom(question.from().toString())
                .setUntil(question.until().toString())
                .addAllTypes(question.types())
                .setCellM(question.cellM())
                .setRadiusM(question.radiusM())
                .setLongestDays(question.longestDays())
                .setPermutations(question.permutations())
                .setLevel(question.level())
                .setSeed(question.seed())
                .build();
    }

    private static io.qipan.proto.dispatch.v1.TypeFinding message(TypeFinding finding) {
        return io.qipan.proto.dispatch.v1.TypeFinding.newBuilder()
                .setType(finding.type())
                .setIncidents(finding.incidents())
                .setCells(finding.cells())
                .setNotTested(!finding.tested())
                .setPValue(finding.pValue())
                .setThreshold(finding.threshold())
                .setHotspots(finding.hotspots())
                .build();
    }

    private static io.qipan.proto.dispatch.v1.Hotspot message(HotspotAnalysisId analysis, Hotspot hotspot) {
        Cylinder cylinder = hotspot.cylinder();
        return io.qipan.proto.dispatch.v1.Hotspot.newBuilder()
                .setName(new HotspotAnalysisId.Numbered(analysis, hotspot.number()).name())
                .setType(hotspot.type())
                .setLatitude(hotspot.latitude())
                .setLongitude(hotspot.longitude())
                .setRadiusM(hotspot.radiusM())
                .setColumn(cylinder.column())
                .setRow(cylinder.row())
                .setRing(cylinder.ring())
                .setFirstDay(hotspot.firstDay().toString())
                .setLastDay(hotspot.lastDay().toString())
                .setObserved(cylinder.observed())
                .setExpected(cylinder.expected())
                .setLogLikelihoodRatio(cylinder.logRatio())
                .setPValue(hotspot.pValue())
                .build();
    }

    /** As it was stored. */
    static HotspotAnalysis stored(io.qipan.proto.dispatch.v1.HotspotAnalysis message) {
        HotspotQuestion question = question(message.getQuestion());
        Raster raster = new Raster(question.cellM(), message.getReferenceLatitude());
        List<Hotspot> hotspots = IntStream.range(0, message.getHotspotsCount())
                .mapToObj(i -> hotspot(i + 1, message.getHotspots(i), raster, question.from()))
                .toList();
        return new HotspotAnalysis(
                HotspotAnalysisId.parse(message.getName()),
                question,
                message.getMadeBy(),
                Times.instant(message.getMadeAt()),
                message.getIncidents(),
                new Exclusions(
                        message.getExcluded().getDrills(),
                        message.getExcluded().getDuplicates(),
                        message.getExcluded().getWithoutPlace(),
                        message.getExcluded().getVaguePlace()),
                message.getInputSha256(),
                raster,
                message.getTypesList().stream().map(PatternMessages::finding).toList(),
                hotspots,
                message.getHotspotsLeftOut());
    }

    private static HotspotQuestion question(io.qipan.proto.dispatch.v1.HotspotQuestion message) {
        return new HotspotQuestion(
                LocalDate.parse(message.getFrom()),
                LocalDate.parse(message.getUntil()),
                message.getTypesList(),
                message.getCellM(),
                message.getRadiusM(),
                message.getLongestDays(),
                message.getPermutations(),
                message.getLevel(),
                message.getSeed());
    }

    private static TypeFinding finding(io.qipan.proto.dispatch.v1.TypeFinding message) {
        return new TypeFinding(
                message.getType(),
                message.getIncidents(),
                message.getCells(),
                !message.getNotTested(),
                message.getPValue(),
                message.getThreshold(),
                message.getHotspots());
    }

    private static Hotspot hotspot(
            int number, io.qipan.proto.dispatch.v1.Hotspot message, Raster raster, LocalDate from) {
        Cylinder cylinder = new Cylinder(
                message.getColumn(),
                message.getRow(),
                message.getRing(),
                (int) ChronoUnit.DAYS.between(from, LocalDate.parse(message.getFirstDay())),
                (int) ChronoUnit.DAYS.between(from, LocalDate.parse(message.getLastDay())),
                message.getObserved(),
                message.getExpected(),
                message.getLogLikelihoodRatio());
        return new Hotspot(number, message.getType(), cylinder, message.getPValue(), raster, from);
    }
}
