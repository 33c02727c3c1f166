package io.qipan.ecology.rule;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.LazyStringArrayList;
import com.google.protobuf.Message;
import io.qipan.ecology.rule.model.AppliedPenalty;
import io.qipan.ecology.rule.model.RuleDescription;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.proto.ecology.v1.FactType;
import io.qipan.proto.ecology.v1.Rule;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The messages that are the same in every answer of a rule set, written once: they are most of an answer. A rule that is not of
 * the set is written anew.
 */
final class Written {
    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<AppliedPenalty, io.qipan.proto.ecology.v1.AppliedPenalty> penalties = new HashMap<>();
    private final Map<io.qipan.ecology.rule.model.FactType, FactType> types = new HashMap<>();
    /** By the object: to look at all of a sentence is as long as to encode it. */
    private final Map<String, ByteString> sentences = new IdentityHashMap<>();

    private Written() {}

    /** For what is not of the current rule set. */
    static Written nothing() {
        return new Written();
    }

    static Written of(RuleSet set) {
        Written written = new Written();
        set.descriptions().forEach(written::add);
        set.words().facts().forEach(type -> written.types.put(type, encoded(FactMessages.message(type))));
        set.sentences().forEach(sentence -> {
            written.sentences.put(sentence.en(), ByteString.copyFromUtf8(sentence.en()));
            written.sentences.put(sentence.zh(), ByteString.copyFromUtf8(sentence.zh()));
        });
        return written;
    }

    private void add(RuleDescription description) {
        rules.put(description.id(), encoded(DescriptionMessages.message(description)));
        for (AppliedPenalty penalty : description.penalties()) {
            for (boolean uncertain : new boolean[] {false, true}) {
                AppliedPenalty told =
                        new AppliedPenalty(penalty.text(), penalty.condition(), penalty.yuan(), uncertain);
                penalties.put(told, encoded(DescriptionMessages.applied(told)));
            }
        }
    }

    /** A message that was read keeps its texts as bytes, so that sending it encodes nothing again. */
    @SuppressWarnings("unchecked") // The parser of a message gives messages of its kind.
    private static <T extends Message> T encoded(T message) {
        try {
            return (T) message.getParserForType().parseFrom(message.toByteString());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A message that was just written cannot be read", e);
        }
    }

    /** Texts as they go out; each is encoded once at most. */
    LazyStringArrayList texts(List<String> texts) {
        LazyStringArrayList encoded = new LazyStringArrayList(texts.size());
        texts.forEach(text -> encoded.add(bytes(text)));
        return encoded;
    }

    private ByteString bytes(String text) {
        ByteString known = sentences.get(text);
        return known == null ? ByteString.copyFromUtf8(text) : known;
    }

    Rule rule(RuleDescription description) {
        Rule known = rules.get(description.id());
        return known == null ? DescriptionMessages.message(description) : known;
    }

    io.qipan.proto.ecology.v1.AppliedPenalty penalty(AppliedPenalty penalty) {
        io.qipan.proto.ecology.v1.AppliedPenalty known = penalties.get(penalty);
        return known == null ? DescriptionMessages.applied(penalty) : known;
    }

    FactType type(io.qipan.ecology.rule.model.FactType type) {
        return Objects.requireNonNullElseGet(types.get(type), () -> FactMessages.message(type));
    }
}
