package io.qipan.patrol.track.document;

import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Motion;
import io.qipan.runtime.place.Datum.Wgs84;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** GPX 1.1: a track for each device. What GPX has no element for is in extensions. */
public final class GpxDocument implements TrackDocument {
    private static final String GPX = "http://www.topografix.com/GPX/1/1";
    /** The one that most programs read. */
    private static final String GARMIN = "http://www.garmin.com/xmlschemas/TrackPointExtension/v2";

    private static final String OURS = "urn:qipan:gpx:1";
    private static final int NOTHING = 0;
    private static final int TRACK = 1;
    private static final int SEGMENT = 2;

    private final XMLStreamWriter xml;
    private int open = NOTHING;

    public GpxDocument(Writer out) {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML cannot be written", e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws XMLStreamException;
    }

    private static void write(Step step) throws IOException {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void begin(String unit) throws IOException {
        write(() -> {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("gpx");
            xml.writeDefaultNamespace(GPX);
            xml.writeNamespace("gpxtpx", GARMIN);
            xml.writeNamespace("qipan", OURS);
            xml.writeAttribute("version", "1.1");
            xml.writeAttribute("creator", "Qipan");
            xml.writeStartElement("metadata");
            element("name", unit);
            xml.writeEndElement();
        });
    }

    @Override
    public void device(String device) throws IOException {
        write(() -> {
            closeTo(NOTHING);
            xml.writeStartElement("trk");
            element("name", device);
            open = TRACK;
        });
    }

    @Override
    public void segment() throws IOException {
        write(() -> {
            closeTo(TRACK);
            xml.writeStartElement("trkseg");
            open = SEGMENT;
        });
    }

    @Override
    public void fix(Fix fix) throws IOException {
        write(() -> {
            Wgs84 place = fix.position().wgs84();
            xml.writeCharacters("\n");
            xml.writeStartElement("trkpt");
            xml.writeAttribute("lat", decimal(place.latitude()));
            xml.writeAttribute("lon", decimal(place.longitude()));
            if (fix.motion().altitudeM().isPresent()) {
                element("ele", decimal(fix.motion().altitudeM().get()));
            }
            element("time", fix.position().fixedAt().toString());
            xml.writeStartElement("extensions");
            motion(fix.motion());
            ours("accuracy_m", decimal(fix.position().accuracyM()));
            ours("sequence", Long.toString(fix.sequence()));
            if (fix.mockLocation()) {
                ours("mock_location", "true");
            }
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    private void motion(Motion motion) throws XMLStreamException {
        if (motion.speedMps().isEmpty() && motion.courseDeg().isEmpty()) {
            return;
        }
        xml.writeStartElement("gpxtpx", "TrackPointExtension", GARMIN);
        if (motion.speedMps().isPresent()) {
            xml.writeStartElement("gpxtpx", "speed", GARMIN);
            xml.writeCharacters(decimal(motion.speedMps().get()));
            xml.writeEndElement();
        }
        if (motion.courseDeg().isPresent()) {
            xml.writeStartElement("gpxtpx", "course", GARMIN);
            xml.writeCharacters(decimal(motion.courseDeg().get()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    @Override
    public void end() throws IOException {
        write(() -> {
            closeTo(NOTHING);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        });
    }

    private void closeTo(int depth) throws XMLStreamException {
        for (; open > depth; open--) {
            xml.writeEndElement();
        }
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void ours(String name, String text) throws XMLStreamException {
        xml.writeStartElement("qipan", name, OURS);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /** XML's decimals have no exponent. */
    private static String decimal(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }
}
