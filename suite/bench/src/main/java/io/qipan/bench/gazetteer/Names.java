package io.qipan.bench.gazetteer;

import io.qipan.launcher.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Names with their districts, from a file or made up. */
record Names(String title, List<Name> all) {
    /** Words of which names of places in the region are made. */
    private static final String WORDS = "和平建设新华团结人民解放胜利友谊文化光明东风红旗向阳长江黄河青山绿水金川银河宝山乌兰巴彦察哈呼和浩特赤峰通辽锡林阿拉鄂尔多斯"
            + "海拉满洲兴安根河翁牛敖汉宁城松林桦树杨柳桃花石榴玉泉龙泉凤凰天骄昭君敕勒滨河御景学府书香翰林景山永安富强明珠";

    private static final List<String> ENDINGS =
            List.of("路", "街", "大街", "巷", "小区", "村", "大厦", "学校", "医院", "市场", "公园", "广场", "加油站", "饭店");

    private static final int DISTRICTS = 116;
    private static final int ADDRESS_IN = 3;
    private static final int HOUSES = 300;

    /** One of them. */
    record Name(String code, String text, String district) {}

    /** By a table with the columns code, name and areaCode. */
    static Names read(Path file) {
        CSVFormat heading = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<Name> names = new ArrayList<>();
        try (CSVParser rows = CSVParser.parse(Files.newBufferedReader(file), heading)) {
            for (CSVRecord row : rows) {
                names.add(new Name(row.get("code"), row.get("name"), row.get("areaCode")));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    "The file " + file + " cannot be read: " + e.getMessage()
                            + ". It needs the columns code, name and areaCode.",
                    e);
        }
        return new Names("names of " + file.getFileName(), names);
    }

    /** No name comes twice in a district. */
    static Names generated(int count, Random random) {
        Set<String> seen = new HashSet<>();
        List<Name> names = new ArrayList<>(count);
        while (names.size() < count) {
            String district = Integer.toString(900_000 + random.nextInt(DISTRICTS));
            String text = word(random) + word(random) + ENDINGS.get(random.nextInt(ENDINGS.size()));
            if (random.nextInt(ADDRESS_IN) == 0) {
                text += 1 + random.nextInt(HOUSES) + "号";
            }
            if (seen.add(district + text)) {
                names.add(new Name(Integer.toString(names.size()), text, district));
            }
        }
        return new Names("generated names", names);
    }

    private static String word(Random random) {
        int at = 2 * random.nextInt(WORDS.length() / 2);
        return WORDS.substring(at, at + 2);
    }

    /** As import-places reads them. */
    String csv() {
        StringBuilder csv = new StringBuilder("code,name,kind,district\n");
        all.forEach(name -> csv.append(name.code())
                .append(",\"")
                .append(name.text().replace("\"", "\"\""))
                .append("\",landmark,")
                .append(name.district())
                .append('\n'));
        return csv.toString();
    }

    /** All letters that occur, by how they sound. */
    Map<String, List<Integer>> letters(Sounds sounds) {
        Set<Integer> letters = new HashSet<>();
        all.forEach(name ->
                name.text().codePoints().filter(Character::isIdeographic).forEach(letters::add));
        Map<String, List<Integer>> bySound = new TreeMap<>();
        letters.stream()
                .sorted()
                .forEach(letter -> bySound.computeIfAbsent(sounds.of(letter), fresh -> new ArrayList<>())
                        .add(letter));
        return new LinkedHashMap<>(bySound);
    }
}
