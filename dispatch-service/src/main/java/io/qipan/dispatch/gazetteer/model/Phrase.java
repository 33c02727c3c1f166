package io.qipan.dispatch.gazetteer.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said of a place besides its name. */
sealed interface Phrase {

    /** A kilometre of a road. */
    record Kilometre(String road, double kilometre) implements Phrase {}

    /** Where two roads meet. */
    record Crossing(String one, String other) implements Phrase {}

    /** {@code G110K1234+500}. */
    Pattern CHAINAGE = Pattern.compile("(?<road>.+?)\\s*[kK](?<km>\\d{1,5})(?:\\s*\\+\\s*(?<m>\\d{1,3}))?(?!\\d).*");
    /** {@code G110 1234.5 km}, {@code G110国道1234公里500米处}. */
    Pattern POST = Pattern.compile("(?<road>.*?\\D|.*?\\d\\s+)(?<km>\\d{1,5}(?:\\.\\d{1,3})?)\\s*(?:公里|千米|[kK][mM])"
            + "(?:\\s*(?<m>\\d{1,3})\\s*米)?.*");

    Pattern BETWEEN = Pattern.compile("\\s*(?:与|和|跟|&|/|@|\\band\\b)\\s*", Pattern.CASE_INSENSITIVE);
    Pattern AT_THE_END = Pattern.compile("的?(?:十字)?(?:交叉路口|交叉口|交汇处|交界处|路口|交口)(?:处|附近)?$");

    /** All that the words may mean; a name has 和 in it often enough. */
    static List<Phrase> in(String said) {
        String text = Normalizer.normalize(said, Normalizer.Form.NFKC).strip();
        List<Phrase> phrases = new ArrayList<>();
        for (Pattern pattern : List.of(CHAINAGE, POST)) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.matches()) {
                double metres = matcher.group("m") == null ? 0 : Double.parseDouble(matcher.group("m"));
                phrases.add(new Kilometre(
                        matcher.group("road").strip(), Double.parseDouble(matcher.group("km")) + metres / 1_000));
            }
        }
        Matcher between = BETWEEN.matcher(text);
        while (between.find()) {
            String one = text.substring(0, between.start());
            String other = AT_THE_END.matcher(text.substring(between.end())).replaceFirst("");
            if (!one.isBlank() && !other.isBlank()) {
                phrases.add(new Crossing(one, other));
            }
        }
        return phrases;
    }
}
