package io.calvinverse.artefacts.nuget;

import io.calvinverse.artefacts.artefact.ArtefactException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the {@code .nuspec} in a package says.
 *
 * @param version normalized
 */
record NugetPackage(String id, String version) {

    static NugetPackage read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> specs = zip.stream()
                    .filter(entry -> entry.getName().matches("(?i)[^/\\\\]+\\.nuspec"))
                    .toList();
            if (specs.size() != 1) {
                throw new ArtefactException("it has " + (specs.isEmpty() ? "no" : specs.size())
                        + " .nuspec at its top; dotnet pack makes one");
            }
            try (InputStream in = zip.getInputStream(specs.get(0))) {
                return of(metadata(in));
            }
        } catch (ZipException e) {
            throw new ArtefactException(
                    file + " is no NuGet package: it is no ZIP, or was cut off (" + e.getMessage() + ")", e);
        } catch (XMLStreamException e) {
            throw new ArtefactException(file + " is no NuGet package: its .nuspec is no XML", e);
        } catch (ArtefactException e) {
            throw new ArtefactException(file + " is no NuGet package: " + e.getMessage(), e);
        }
    }

    private static NugetPackage of(Map<String, String> metadata) throws ArtefactException {
        String id = metadata.getOrDefault("id", "");
        if (!id.matches("\\w[\\w.-]*") || id.length() > 100) {
            throw new ArtefactException(
                    "its .nuspec gives the id '" + id + "', which is none; was an $id$ not replaced?");
        }
        return new NugetPackage(id, NugetVersion.normalized(metadata.getOrDefault("version", "")));
    }

    /** Texts of package/metadata/… */
    private static Map<String, String> metadata(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        Map<String, String> texts = new HashMap<>();
        int depth = 0;
        boolean inside = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                inside |= depth == 2 && xml.getLocalName().equals("metadata");
                if (inside
                        && depth == 3
                        && (xml.getLocalName().equals("id")
                                || xml.getLocalName().equals("version"))) {
                    texts.put(xml.getLocalName(), xml.getElementText().strip());
                    depth--;
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inside &= depth != 2;
                depth--;
            }
        }
        return texts;
    }
}
