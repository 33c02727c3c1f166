package io.qipan.ecology.registry.document;

import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.CompilationException;
import build.buf.protovalidate.exceptions.ValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.registry.Places;
import io.qipan.ecology.registry.model.SubjectKind;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.ecology.v1.SubjectEntry;
import io.qipan.runtime.geojson.Unusable;
import io.qipan.runtime.geojson.Words;
import io.qipan.runtime.place.MapDatum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;

/** Makes entries of what one line or feature says, by the fields and the rules of the contract itself. */
final class EntryReader {
    private static final Set<String> NOT_IN_CELLS = Set.of("geometry", "datum");
    private static final Validator RULES = rules();

    private final MapDatum datum;
    private final FieldDescriptor detailsField;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();

    EntryReader(SubjectKind kind, MapDatum datum) {
        this.datum = datum;
        this.detailsField =
                SubjectEntry.getDescriptor().findFieldByName(kind.name().toLowerCase(Locale.ROOT));
    }

    private static Validator rules() {
        try {
            return ValidatorFactory.newBuilder().buildWithDescriptors(List.of(SubjectEntry.getDescriptor()), true);
        } catch (CompilationException e) {
            throw new IllegalStateException("A field rule of the register is wrong", e);
        }
    }

    Content content() {
        return new Content(drafts, faults);
    }

    void fault(int index, String code, String text) {
        faults.add(new Fault(index, code, text));
    }

    /** Whether there is a field of this name for subjects of the kind. */
    boolean knows(String column) {
        return field(SubjectEntry.getDescriptor().findFieldByName(column))
                || detailsField.getMessageType().findFieldByName(column) != null;
    }

    private static boolean field(@org.jspecify.annotations.Nullable FieldDescriptor field) {
        return field != null && field.getContainingOneof() == null && !NOT_IN_CELLS.contains(field.getName());
    }

    /** @param drawn in the datum of the document */
    void add(int index, Map<String, String> cells, Geometry drawn) {
        SubjectEntry.Builder entry = SubjectEntry.newBuilder().setDatum(Datum.WGS84);
        Message.Builder details = entry.newBuilderForField(detailsField);
        String code = cells.getOrDefault("code", "");
        int before = faults.size();
        cells.forEach((column, text) -> {
            if (!text.isEmpty()) {
                put(entry, details, column, text, index, code);
            }
        });
        if (faults.size() > before) {
            return;
        }
        try {
            Geometry geometry = datum.toWgs84(Places.checked(drawn));
            SubjectEntry made = entry.setField(detailsField, details.build())
                    .setGeometry("{}")
                    .build();
            checkRules(made);
            checkOnce(index, code);
            drafts.add(new Draft(index, made, geometry));
        } catch (Unusable e) {
            fault(index, Words.shown(code), "It cannot be used: " + e.why() + ".");
        }
    }

    private void put(
            Message.Builder entry, Message.Builder details, String column, String text, int index, String code) {
        FieldDescriptor own = SubjectEntry.getDescriptor().findFieldByName(column);
        FieldDescriptor ofKind = detailsField.getMessageType().findFieldByName(column);
        try {
            if (field(own)) {
                FieldText.put(entry, own, column.equals("agency") ? agency(text) : text);
            } else if (ofKind != null) {
                FieldText.put(details, ofKind, text);
            } else {
                fault(index, Words.shown(code), "There is no field '" + Words.shown(column) + "'. Leave it out.");
            }
        } catch (Unusable e) {
            fault(index, Words.shown(code), "The field cannot be read: " + e.why() + ".");
        }
    }

    private static String agency(String text) {
        return text.startsWith(Agency.PREFIX) ? text : Agency.PREFIX + text;
    }

    private static void checkRules(SubjectEntry entry) throws Unusable {
        try {
            ValidationResult result = RULES.validate(entry);
            if (!result.isSuccess()) {
                throw new Unusable(String.join(
                        "; ",
                        result.getViolations().stream()
                                .map(violation -> violation.toProto().getField().getElementsList().stream()
                                                .map(element -> element.getFieldName())
                                                .reduce((outer, inner) -> outer + "." + inner)
                                                .orElse("entry")
                                        + ": " + violation.toProto().getMessage())
                                .toList()));
            }
        } catch (ValidationException e) {
            throw new IllegalStateException("The rules of the register cannot be evaluated", e);
        }
    }

    private void checkOnce(int index, String code) throws Unusable {
        Integer earlier = codes.putIfAbsent(code, index);
        if (earlier != null) {
            throw new Unusable("its code is that of " + earlier + " as well; give each a code of its own");
        }
    }
}
