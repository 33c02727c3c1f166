package io.qipan.launcher.track;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The track points of GPX 1.0 and 1.1. Read as a stream, which a library of GPX would not, so that a file may be large and a
 * point that cannot be read is told with its line. Nothing outside of the file is read, whatever it refers to.
 */
final class GpxFormat implements TrackFormat {
    private static final String POINT = "trkpt";

    @Override
    public void read(InputStream file, Content content) throws NotOfFormat {
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(file);
            if (!isGpx(xml)) {
                throw new NotOfFormat("its root element is not 'gpx'");
            }
            long number = 0;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals(POINT)) {
                    number++;
                    point(number, xml, content);
                }
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new NotOfFormat("it is no well-formed XML, see line " + line);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static boolean isGpx(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                return xml.getLocalName().equals("gpx");
            }
        }
        return false;
    }

    private static void point(long number, XMLStreamReader xml, Content content) throws XMLStreamException {
        long line = xml.getLocation().getLineNumber();
        Map<String, String> told = new HashMap<>();
        for (String name : new String[] {"lat", "lon"}) {
            String value = xml.getAttributeValue(null, name);
            told.put(name, value == null ? "" : value);
        }
        // What is told of the point stands in leaves, whatever extension they belong to.
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                text.setLength(0);
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(xml.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (xml.getLocalName().equals(POINT)) {
                    break;
                }
                told.putIfAbsent(xml.getLocalName(), text.toString().strip());
                text.setLength(0);
            }
        }
        try {
            content.point(point(number, told));
        } catch (Unreadable e) {
            content.skipped(line, e.why());
        }
    }

    private static TrackPoint point(long number, Map<String, String> told) throws Unreadable {
        return new TrackPoint(
                number,
                "",
                Numbers.needed("latitude", told.getOrDefault("lat", "")),
                Numbers.needed("longitude", told.getOrDefault("lon", "")),
                at(told.getOrDefault("time", "")),
                Numbers.optional("speed", told.getOrDefault("speed", "")),
                Numbers.optional("course", told.getOrDefault("course", "")),
                Numbers.optional("elevation", told.getOrDefault("ele", "")),
                Numbers.optional("accuracy", told.getOrDefault("accuracy_m", "")));
    }

    private static Instant at(String text) throws Unreadable {
        if (text.isEmpty()) {
            throw new Unreadable("there is no time");
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Unreadable("'" + text + "' is no time with a zone");
        }
    }
}
