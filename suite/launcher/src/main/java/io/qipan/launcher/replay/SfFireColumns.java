package io.qipan.launcher.replay;

import io.qipan.launcher.UserError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** Where the columns of San Francisco's "Fire Department Calls for Service" stand in a file. */
final class SfFireColumns {

    static final String CALL_NUMBER = "Call Number";
    static final String UNIT_ID = "Unit ID";
    static final String CALL_TYPE = "Call Type";
    static final String RECEIVED = "Received DtTm";
    static final String ENTRY = "Entry DtTm";
    static final String DISPATCH = "Dispatch DtTm";
    static final String RESPONSE = "Response DtTm";
    static final String ON_SCENE = "On Scene DtTm";
    static final String TRANSPORT = "Transport DtTm";
    static final String HOSPITAL = "Hospital DtTm";
    static final String AVAILABLE = "Available DtTm";
    static final String DISPOSITION = "Call Final Disposition";
    static final String ADDRESS = "Address";
    static final String CITY = "City";
    static final String ZIP = "Zipcode of Incident";
    static final String PRIORITY = "Priority";
    static final String FINAL_PRIORITY = "Final Priority";
    static final String TYPE_GROUP = "Call Type Group";
    static final String UNIT_TYPE = "Unit Type";
    static final String LOCATION = "Location";

    private static final List<String> NEEDED = List.of(
            CALL_NUMBER,
            UNIT_ID,
            CALL_TYPE,
            RECEIVED,
            ENTRY,
            DISPATCH,
            RESPONSE,
            ON_SCENE,
            TRANSPORT,
            HOSPITAL,
            AVAILABLE,
            DISPOSITION,
            ADDRESS,
            CITY,
            ZIP,
            PRIORITY,
            FINAL_PRIORITY,
            TYPE_GROUP,
            UNIT_TYPE,
            LOCATION);

    private final Map<String, Integer> positions = new HashMap<>();
    private final int count;

    /** Refuses a header that lacks a column. More columns, or another order of them, do no harm. */
    SfFireColumns(String file, CSVRecord header) {
        count = header.size();
        for (int i = 0; i < count; i++) {
            positions.putIfAbsent(header.get(i).strip(), i);
        }
        List<String> missing = new ArrayList<>(NEEDED);
        missing.removeAll(positions.keySet());
        if (!missing.isEmpty()) {
            throw new UserError(file + " is not of the format sf-fire: its first line lacks the "
                    + (missing.size() == 1 ? "column " : "columns ") + String.join(", ", missing)
                    + ". Nothing was written.");
        }
    }

    int count() {
        return count;
    }

    String get(CSVRecord row, String column) {
        return row.get(positions.getOrDefault(column, 0)).strip();
    }
}
