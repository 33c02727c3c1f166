package io.qipan.ecology.species;

import io.qipan.ecology.species.csv.SpeciesFile;
import io.qipan.ecology.species.csv.SpeciesFile.Content;
import io.qipan.ecology.species.csv.SpeciesFile.Fault;
import io.qipan.ecology.species.model.NameIndex.Found;
import io.qipan.ecology.species.model.Species;
import io.qipan.ecology.species.model.SpeciesList.Count;
import io.qipan.proto.ecology.v1.ImportProtectedSpeciesResponse;
import io.qipan.proto.ecology.v1.ProtectedSpecies;
import io.qipan.proto.ecology.v1.ProtectedSpecies.ProtectionClass;
import io.qipan.proto.ecology.v1.SearchProtectedSpeciesResponse;
import io.qipan.proto.ecology.v1.SpeciesFault;
import io.qipan.proto.ecology.v1.SpeciesList;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Times;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Protected animals on the wire and in the model. */
final class SpeciesMessages {
    private static final int MOST_FAULTS = 100;
    /** What the contract takes. */
    private static final int MOST_BYTES = 4_000_000;

    private SpeciesMessages() {}

    static Content content(byte[] gzip) {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            byte[] bytes = packed.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return unusable("the file has more than " + MOST_BYTES + " bytes");
            }
            return SpeciesFile.read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return unusable("the file is not written in UTF-8; convert it, for example with iconv");
        } catch (IOException e) {
            return unusable("the file is not packed with gzip, or is cut off");
        }
    }

    private static Content unusable(String text) {
        return new Content(List.of(), List.of(new Fault(0, text)));
    }

    static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            String problem = "'" + text + "' is no day of the calendar";
            throw Refusal.of(Reason.INVALID_FIELD, field + ": " + problem)
                    .withViolations(List.of(new Violation(field, problem)))
                    .asException();
        }
    }

    static ImportProtectedSpeciesResponse message(
            Content content, Optional<io.qipan.ecology.species.model.SpeciesList> made) {
        Count count = Count.of(content.species());
        ImportProtectedSpeciesResponse.Builder message = ImportProtectedSpeciesResponse.newBuilder()
                .setFaultCount(content.faults().size())
                .setRows(count.rows())
                .setFirstClass(count.first())
                .setSecondClass(count.second())
                .setAquatic(count.aquatic());
        content.faults().stream()
                .limit(MOST_FAULTS)
                .forEach(fault -> message.addFaults(
                        SpeciesFault.newBuilder().setLine(fault.line()).setText(fault.text())));
        made.ifPresent(list -> message.setList(message(list)));
        return message.build();
    }

    static SpeciesList message(io.qipan.ecology.species.model.SpeciesList list) {
        return SpeciesList.newBuilder()
                .setName(list.name())
                .setNumber(list.number())
                .setInForceFrom(list.inForceFrom().toString())
                .setRows(list.count().rows())
                .setFirstClass(list.count().first())
                .setSecondClass(list.count().second())
                .setAquatic(list.count().aquatic())
                .setImportedAt(Times.message(list.importedAt()))
                .setImportedBy(list.importedBy())
                .setReason(list.reason())
                .build();
    }

    static SearchProtectedSpeciesResponse.Found message(Found found) {
        return SearchProtectedSpeciesResponse.Found.newBuilder()
                .setSpecies(message(found.species()))
                .setMatch(SearchProtectedSpeciesResponse.Match.valueOf(
                        found.match().name()))
                .build();
    }

    private static ProtectedSpecies message(Species species) {
        return ProtectedSpecies.newBuilder()
                .setNameZh(species.chinese())
                .setNameLatin(species.latin())
                .setPhylum(species.phylum())
                .setClass_(species.className())
                .setOrder(species.order())
                .setFamily(species.family())
                .setProtectionClass(ProtectionClass.valueOf(species.protection().name()))
                .setAquatic(species.aquatic())
                .setWholeGroup(species.wholeGroup())
                .setGroupComplete(species.groupComplete())
                .setWildOnly(species.wildOnly())
                .setFormerNameZh(species.formerName())
                .setRemark(species.remark())
                .build();
    }
}
