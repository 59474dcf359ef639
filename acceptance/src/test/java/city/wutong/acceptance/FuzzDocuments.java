package city.wutong.acceptance;

import java.util.List;
import java.util.stream.Stream;

/// Documents that are right, for [FuzzTest] to spoil.
final class FuzzDocuments {
    static final List<String> ENTITIES =
            List.of(
                    """
                    {"id":"urn:ngsi-ld:Lot:1","type":["Lot","Place"],"scope":["/Jiaxing/Tongxiang","/a"],
                     "free":{"type":"Property","value":7,"observedAt":"2026-03-01T08:00:00.5Z","unitCode":"C62",
                             "accuracy":{"type":"Property","value":0.95}},
                     "at":{"type":"Relationship","object":"urn:ngsi-ld:Road:1","objectType":"Road"},
                     "location":{"type":"GeoProperty","value":{"type":"Polygon","coordinates":
                        [[[120.5,30.6],[120.6,30.6],[120.6,30.7],[120.5,30.6]]]}},
                     "name":{"type":"LanguageProperty","languageMap":{"zh":"停车场","en":"car park"}},
                     "kind":{"type":"VocabProperty","vocab":"OffStreet"},
                     "raw":{"type":"JsonProperty","json":{"a":[1,null,true,{"b":"c"}]}},
                     "list":{"type":"ListProperty","valueList":[1,2.5,-3e10]}}
                    """,
                    """
                    {"id":"urn:ngsi-ld:Lot:1","type":"Lot","free":[{"type":"Property","value":3},
                      {"type":"Property","value":5,"datasetId":"urn:ngsi-ld:Dataset:1"},
                      {"type":"Property","value":"x","datasetId":"urn:ngsi-ld:Dataset:2",
                       "expiresAt":"2040-01-01T00:00:00Z"}],
                     "at":[{"type":"Relationship","object":["urn:ngsi-ld:Road:1","urn:ngsi-ld:Road:2"]},
                      {"type":"Relationship","object":"urn:ngsi-ld:Lot:2","datasetId":"urn:ngsi-ld:Dataset:1"}],
                     "name":{"type":"LanguageProperty","languageMap":{"zh":["一","二"],"@none":"x"}}}
                    """,
                    """
                    {"id":"urn:ngsi-ld:Road:1","type":"Road","name":"Main","free":2.5,
                     "at":{"type":"Relationship","object":"urn:ngsi-ld:Lot:1"},
                     "stops":{"type":"ListRelationship","objectList":[{"object":"urn:ngsi-ld:Lot:1"},
                       {"object":"urn:ngsi-ld:Lot:2"}]},
                     "location":{"type":"Point","coordinates":[120.55,30.65]},
                     "expiresAt":"2041-05-06T07:08:09.123456Z",
                     "@context":{"name":"https://n.example/name","free":{"@id":"https://n.example/free"}}}
                    """);

    static final List<String> BATCHES =
            List.of(
                    "[" + ENTITIES.get(0) + "," + ENTITIES.get(2) + "]",
                    """
                    [{"id":"urn:ngsi-ld:Lot:2","type":"Lot","free":1,"location":{"type":"Point","coordinates":[120.5,30.6]}},
                     {"id":"urn:ngsi-ld:Lot:3","type":"Lot","free":{"type":"Property","value":{"x":[1,2]},
                      "datasetId":"urn:ngsi-ld:Dataset:1"},"expiresAt":"2040-01-01T00:00:00Z"},
                     {"id":"urn:ngsi-ld:Road:2","type":["Road","Street"],"name":{"languageMap":{"en":"a","zh":"阿"}},
                      "at":{"object":"urn:ngsi-ld:Road:1"}}]
                    """);

    static final List<String> FRAGMENTS =
            List.of(
                    """
                    {"free":{"value":"urn:ngsi-ld:null"},"name":{"languageMap":{"fr":"parking"}},"more":[1,2]}
                    """,
                    """
                    {"type":"Property","value":12345678901234567890.123,"observedAt":"2026-03-01T08:00:00Z",
                     "datasetId":"urn:ngsi-ld:Dataset:1"}
                    """,
                    "{\"free\":4,\"name\":{\"languageMap\":{\"zh\":\"x\"}},\"at\":{\"object\":\"urn:ngsi-ld:Road:1\"}}");

    static final List<String> IDS =
            List.of("[\"urn:ngsi-ld:Lot:2\",\"urn:ngsi-ld:Lot:9\"]", "[\"urn:ngsi-ld:Road:1\"]");

    static final List<String> QUERIES =
            List.of(
                    """
                    {"type":"Query","entities":[{"type":"Lot|(Place;Road)","idPattern":".*Lot.*"},
                      {"type":"*","id":["urn:ngsi-ld:Road:1","urn:ngsi-ld:Road:2"]}],
                     "q":"free>3;(name[zh]==\\"停\\"|raw.a!=7)","scopeQ":"/Jiaxing/#","lang":"zh,en;q=0.5"}
                    """,
                    """
                    {"type":"Query","entities":[{"type":"Lot"}],"pick":["id","at{name,free}"],"join":"inline",
                     "joinLevel":2,"containedBy":["urn:ngsi-ld:Road:9"],"datasetId":["@none"],
                     "ordering":{"orderBy":["name;desc","free"],"collation":"zh-u-co-pinyin"}}
                    """,
                    """
                    {"type":"Query","geoQ":{"georel":"near;maxDistance==5000","geometry":"Point",
                      "coordinates":[120.5,30.6],"geoproperty":"location"},
                     "ordering":{"orderBy":["location;dist-asc"],"geometry":"Point","coordinates":[120,30]},
                     "entityMap":true,"entityMapLifetime":"PT1M","omit":["at"],"expandValues":"kind","jsonKeys":"raw"}
                    """,
                    """
                    {"type":"Query","attrs":["free","name"],"q":"at{Road:free}>1|at{at{name}}","splitEntities":false}
                    """);

    static final List<String> CONTEXTS =
            List.of(
                    "{\"@context\":{\"free\":\"https://c.example/free\",\"Lot\":\"https://c.example/Lot\"}}",
                    """
                    {"@context":[{"ex":"https://c.example/","at":{"@id":"ex:at","@type":"@id"},"name":"ex:name",
                      "kind":{"@id":"ex:kind","@type":"@vocab"},"OffStreet":"ex:OffStreet"},
                      "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld"],"more":1}
                    """,
                    """
                    {"@context":{"@vocab":"https://v.example/","id":"@id","x":{"@id":"x:y","@container":"@set"},"y":null}}
                    """);

    static final List<String> MAPS =
            List.of(
                    "{\"expiresAt\":\"2030-01-01T00:00:00Z\"}",
                    """
                    {"id":"urn:ngsi-ld:EntityMap:1","type":"EntityMap","expiresAt":"2027-01-01T00:00:00.123Z",
                     "entityMap":{"urn:ngsi-ld:Lot:1":["@none"]},"linkedMaps":{}}
                    """);

    static final List<String> ALL =
            Stream.of(ENTITIES, BATCHES, FRAGMENTS, IDS, QUERIES, CONTEXTS, MAPS)
                    .flatMap(List::stream)
                    .toList();

    private FuzzDocuments() {}
}
