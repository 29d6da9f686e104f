package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.model.ObjectSchema;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a CSDL document. No document types, no external entities. */
final class MetadataReader {

  private static final Set<String> NOT_WRITABLE =
      Set.of("Org.OData.Core.V1.Computed=true", "NAV.AllowEdit=false");
  private static final String WRITABLE_ON_CREATE = "NAV.AllowEditOnCreate=true";

  private final Map<String, Map<String, EntitySet.Property>> propertiesByType = new HashMap<>();
  private final Map<String, Map<String, EntitySet.Navigation>> navigationsByType = new HashMap<>();
  private final Map<String, String> typeBySet = new LinkedHashMap<>();
  private final Map<String, Set<String>> membersByEnum = new HashMap<>();
  private String entityType = "";
  private String enumType = "";
  private String property = "";
  private String annotated = "";

  private MetadataReader() {}

  /** The entity sets of the document by name. */
  static Map<String, EntitySet> read(byte[] xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
    MetadataReader metadata = new MetadataReader();
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        metadata.opened(reader);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        metadata.closed(reader.getLocalName());
      }
    }
    return metadata.entitySets();
  }

  private void opened(XMLStreamReader element) {
    switch (element.getLocalName()) {
      case "EntityType":
        entityType = text(element, "Name");
        propertiesByType.put(entityType, new LinkedHashMap<>());
        navigationsByType.put(entityType, new LinkedHashMap<>());
        break;
      case "Property":
        openedProperty(element);
        break;
      case "NavigationProperty":
        openedNavigation(element);
        break;
      case "EnumType":
        enumType = text(element, "Name");
        membersByEnum.put(enumType, new HashSet<>());
        break;
      case "Member":
        membersByEnum.getOrDefault(enumType, new HashSet<>()).add(text(element, "Name"));
        break;
      case "Annotations":
        annotated = text(element, "Target");
        break;
      case "Annotation":
        annotate(element);
        break;
      case "EntitySet":
        typeBySet.put(text(element, "Name"), unqualified(text(element, "EntityType")));
        break;
      default:
        break;
    }
  }

  private void closed(String name) {
    switch (name) {
      case "EntityType":
        entityType = "";
        break;
      case "Property":
        property = "";
        break;
      case "Annotations":
        annotated = "";
        break;
      default:
        break;
    }
  }

  private void openedProperty(XMLStreamReader element) {
    if (entityType.isEmpty()) {
      return;
    }
    property = text(element, "Name");
    String length = text(element, "MaxLength");
    int lengthMax = length.matches("\\d{1,9}") ? Integer.parseInt(length) : 0;
    propertiesByType
        .get(entityType)
        .put(
            property,
            new EntitySet.Property(text(element, "Type"), lengthMax, true, domain(element)));
  }

  /** Business Central says {@code Scale="Variable"}, which is no bound. */
  private static ObjectSchema.Domain domain(XMLStreamReader element) {
    String scale = text(element, "Scale");
    String precision = text(element, "Precision");
    return new ObjectSchema.Domain(
        precision.matches("\\d{1,4}") ? Integer.parseInt(precision) : 0,
        scale.matches("\\d{1,4}") ? Integer.parseInt(scale) : -1,
        Set.of());
  }

  /** The document may name the members of an enum after the properties that hold it. */
  private EntitySet.Property complete(EntitySet.Property property) {
    Set<String> members = membersByEnum.get(unqualified(property.type()));
    ObjectSchema.Domain domain = property.domain();
    return !property.isEnum() || members == null
        ? property
        : new EntitySet.Property(
            property.type(),
            property.lengthMax(),
            property.writable(),
            new ObjectSchema.Domain(domain.digits(), domain.scale(), members));
  }

  private void openedNavigation(XMLStreamReader element) {
    if (entityType.isEmpty()) {
      return;
    }
    String type = text(element, "Type");
    boolean many = type.startsWith("Collection(");
    String target = many ? type.substring("Collection(".length(), type.length() - 1) : type;
    navigationsByType
        .get(entityType)
        .put(text(element, "Name"), new EntitySet.Navigation(unqualified(target), many));
  }

  private void annotate(XMLStreamReader element) {
    String[] target =
        annotated.isEmpty()
            ? new String[] {entityType, property}
            : unqualified(annotated).split("/", 2);
    Map<String, EntitySet.Property> properties = propertiesByType.get(target[0]);
    if (properties == null || target.length < 2 || !properties.containsKey(target[1])) {
      return;
    }
    String said = text(element, "Term") + "=" + text(element, "Bool");
    EntitySet.Property before = properties.get(target[1]);
    if (NOT_WRITABLE.contains(said) || said.equals(WRITABLE_ON_CREATE)) {
      boolean writable = said.equals(WRITABLE_ON_CREATE);
      properties.put(
          target[1],
          new EntitySet.Property(before.type(), before.lengthMax(), writable, before.domain()));
    }
  }

  private Map<String, EntitySet> entitySets() {
    Map<String, EntitySet> sets = new LinkedHashMap<>();
    propertiesByType
        .values()
        .forEach(properties -> properties.replaceAll((name, property) -> complete(property)));
    typeBySet.forEach(
        (name, type) -> {
          if (propertiesByType.containsKey(type)) {
            sets.put(
                name,
                new EntitySet(name, type, propertiesByType.get(type), navigationsByType.get(type)));
          }
        });
    return sets;
  }

  private static String text(XMLStreamReader element, String attribute) {
    String value = element.getAttributeValue(null, attribute);
    return value == null ? "" : value;
  }

  private static String unqualified(String name) {
    int slash = name.indexOf('/');
    int dot = name.lastIndexOf('.', slash < 0 ? name.length() : slash);
    return name.substring(dot + 1);
  }
}
