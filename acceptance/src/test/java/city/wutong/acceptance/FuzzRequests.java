package city.wutong.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Requests to all that the API has, each right but for what [Chance] did to it.
final class FuzzRequests {
    /// Where the place of the stored `@context` stands, and of the entity map, that were made last.
    static final String CONTEXT = "/CONTEXT";

    static final String MAP = "/ENTITY-MAP";

    private static final String V1 = "/ngsi-ld/v1";
    private static final String LINK =
            "<%s>; rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"application/ld+json\"";

    /// A way of the API: method, path and what goes with it.
    private record Way(
            String line, List<String> documents, List<String> parameters, int mostParameters) {}

    private static final List<String> NONE = List.of();

    /// How entities are shown.
    private static final List<String> SHOWN =
            List.of(
                    "attrs=free,name",
                    "pick=id,free",
                    "pick=free,at{name,free}&join=inline",
                    "pick=type|scope|at{at{id,free},name}&join=flat&joinLevel=2",
                    "omit=id",
                    "omit=at{free},name&join=inline",
                    "join=inline",
                    "join=flat&joinLevel=3",
                    "containedBy=urn:ngsi-ld:Road:1",
                    "lang=zh",
                    "lang=fr,en;q=0.7,*;q=0.1",
                    "options=sysAttrs,concise",
                    "options=keyValues",
                    "format=simplified",
                    "format=concise",
                    "datasetId=@none",
                    "datasetId=urn:ngsi-ld:Dataset:1,@none",
                    "geometryProperty=location",
                    "entityMap=true",
                    "entityMapLifetime=P1Y2M3DT4H",
                    "local=true");

    /// Which are meant.
    private static final List<String> SELECTING =
            List.of(
                    "type=Lot|(Place;Road)",
                    "type=*",
                    "type=(Lot,Road);Place",
                    "id=urn:ngsi-ld:Lot:1,urn:ngsi-ld:Road:1",
                    "idPattern=.*Lot.*",
                    "idPattern=^urn:(a|b)*[^x]{0,900}$",
                    "q=free>3;(name[zh]==\"停\"|raw.a!=7)",
                    "q=free==1..5,\"x\",true",
                    "q=name[*]~=\".*park.*\";!more",
                    "q=kind==OffStreet|raw[a]==1|list==2.5",
                    "q=at{Road,Lot:free}>1;stops{at{name}}",
                    "q=free.observedAt>=2026-01-01T00:00:00Z;free.accuracy<1",
                    "q=at==urn:ngsi-ld:Road:1|modifiedAt>2026-01-01",
                    "expandValues=kind",
                    "jsonKeys=raw",
                    "csf=a==1",
                    "georel=near;maxDistance==1000&geometry=Point&coordinates=[120.5,30.6]",
                    "georel=near;minDistance==10&geometry=LineString&coordinates=[[120.5,30.6],[121,31]]",
                    "georel=within&geometry=Polygon&coordinates=[[[120,30],[121,30],[121,31],[120,30]]]",
                    "georel=disjoint&geometry=Point&coordinates=[180,-90]&geoproperty=location",
                    "georel=equals&geometry=MultiPoint&coordinates=[[120.5,30.6],[0,0]]",
                    "scopeQ=/Jiaxing/#,/a;/+/Tongxiang");

    /// In which order and how many.
    private static final List<String> PAGING =
            List.of(
                    "orderBy=free",
                    "orderBy=type,name[zh];desc,id",
                    "orderBy=raw[a];desc,modifiedAt",
                    "orderBy=location;dist-asc&orderFrom=[120.6,30.7]",
                    "orderBy=location;dist-desc&orderFrom=[[120,30],[121,31]]&orderGeometry=LineString",
                    "orderBy=name&collation=zh-u-co-pinyin",
                    "limit=2",
                    "limit=0&count=true",
                    "limit=1000&offset=1",
                    "offset=99999",
                    "splitEntities=true");

    /// How the past is shown.
    private static final List<String> PAST =
            List.of("attrs=free,at", "options=sysAttrs", "timeproperty=modifiedAt", "lastN=2");

    /// What else goes with an entity's write.
    private static final List<String> WRITING = List.of("local=true", "type=Lot");

    private static final List<String> DELETING =
            List.of("local=true", "type=Lot", "datasetId=urn:ngsi-ld:Dataset:1", "deleteAll=true");

    /// What some ways have and most have not.
    private static final List<String> OTHER =
            List.of("details=true", "kind=Hosted", "reload=true", "local=true", "keep=free", "x=1");

    private static final List<String> ALL =
            joined(List.of(SHOWN, SELECTING, PAGING, PAST, DELETING, OTHER));
    private static final List<String> QUERYING = joined(List.of(SHOWN, SELECTING, PAGING));

    private static final List<Way> WAYS =
            List.of(
                    write("POST /entities"),
                    write("POST /entities"),
                    write("POST /entities"),
                    write("PUT /entities/urn:ngsi-ld:Lot:1"),
                    new Way(
                            "PATCH /entities/urn:ngsi-ld:Lot:1",
                            FuzzDocuments.FRAGMENTS,
                            WRITING,
                            1),
                    new Way(
                            "POST /entities/urn:ngsi-ld:Lot:1/attrs",
                            FuzzDocuments.FRAGMENTS,
                            WRITING,
                            1),
                    new Way(
                            "PATCH /entities/urn:ngsi-ld:Lot:1/attrs",
                            FuzzDocuments.FRAGMENTS,
                            WRITING,
                            1),
                    new Way(
                            "PATCH /entities/urn:ngsi-ld:Lot:1/attrs/free",
                            FuzzDocuments.FRAGMENTS,
                            WRITING,
                            1),
                    new Way(
                            "PUT /entities/urn:ngsi-ld:Lot:1/attrs/free",
                            FuzzDocuments.FRAGMENTS,
                            WRITING,
                            1),
                    new Way("POST /entityOperations/create", FuzzDocuments.BATCHES, WRITING, 0),
                    new Way("POST /entityOperations/upsert", FuzzDocuments.BATCHES, WRITING, 0),
                    new Way(
                            "POST /entityOperations/upsert?options=update",
                            FuzzDocuments.BATCHES,
                            WRITING,
                            0),
                    new Way(
                            "POST /entityOperations/update?options=noOverwrite",
                            FuzzDocuments.BATCHES,
                            WRITING,
                            0),
                    new Way("POST /entityOperations/merge", FuzzDocuments.BATCHES, WRITING, 0),
                    new Way("POST /entityOperations/delete", FuzzDocuments.IDS, WRITING, 0),
                    new Way("DELETE /entities/urn:ngsi-ld:Lot:1", NONE, DELETING, 1),
                    new Way(
                            "DELETE /entities/urn:ngsi-ld:Lot:1/attrs/free?deleteAll=true",
                            NONE,
                            OTHER,
                            1),
                    new Way("DELETE /entities/urn:ngsi-ld:Lot:1/attrs/at", NONE, DELETING, 1),
                    new Way("DELETE /entities?type=Road&drop=name", NONE, SELECTING, 2),
                    new Way("DELETE /entities?type=Lot&keep=free,location,at", NONE, SELECTING, 2),
                    new Way("DELETE /entities?q=nothing", NONE, SELECTING, 1),
                    query("GET /entities?type=Lot"),
                    query("GET /entities?type=Lot,Road"),
                    query("GET /entities?local=true"),
                    query("GET /entities?type=Lot&join=inline&joinLevel=2"),
                    read("GET /entities/urn:ngsi-ld:Lot:1"),
                    read("GET /entities/urn:ngsi-ld:Road:1?join=flat"),
                    new Way(
                            "POST /entityOperations/query",
                            FuzzDocuments.QUERIES,
                            PAGING.subList(6, 9),
                            1),
                    new Way(
                            "POST /entityOperations/query",
                            FuzzDocuments.QUERIES,
                            PAGING.subList(6, 9),
                            1),
                    new Way(
                            "POST /entityOperations/query?limit=2",
                            FuzzDocuments.QUERIES,
                            PAGING.subList(6, 9),
                            1),
                    other("GET /types"),
                    other("GET /types/Lot"),
                    other("GET /attributes"),
                    other("GET /attributes/free"),
                    new Way("POST /jsonldContexts", FuzzDocuments.CONTEXTS, OTHER, 0),
                    new Way("GET /jsonldContexts", NONE, OTHER, 1),
                    new Way("GET " + CONTEXT, NONE, OTHER, 1),
                    new Way("DELETE " + CONTEXT, NONE, OTHER, 1),
                    query("GET /entityMaps?type=Lot"),
                    new Way("POST /entityMaps", FuzzDocuments.QUERIES, PAGING.subList(6, 9), 1),
                    past(
                            "GET /temporal/entityMaps?type=Lot&timerel=before&timeAt=2030-01-01T00:00:00Z"),
                    new Way("GET " + MAP, NONE, OTHER, 1),
                    new Way("PATCH " + MAP, FuzzDocuments.MAPS, OTHER, 0),
                    new Way("DELETE " + MAP, NONE, NONE, 0),
                    past(
                            "GET /temporal/entities/urn:ngsi-ld:Lot:1?timerel=between"
                                    + "&timeAt=2026-01-01T00:00:00Z&endTimeAt=2027-01-01T00:00:00Z&lastN=5"),
                    other("GET /info/sourceIdentity"),
                    other("GET //events?lastEventId=x"),
                    other("GET //api/cases"));

    private static final List<List<String>> HEADERS =
            List.of(
                    List.of("Accept", "application/ld+json"),
                    List.of("Accept", "application/geo+json"),
                    List.of(
                            "Accept",
                            "application/geo+json;q=0.9, application/json;q=0.2, */*;q=0.1"),
                    List.of("Prefer", "body=json"),
                    List.of("Prefer", "ngsi-ld=1.5, body=ld+json"),
                    List.of("Prefer", "ngsi-ld=1.4"),
                    List.of("Prefer", "ngsi-ld=1.6;x=\"y\""),
                    List.of("Link", LINK.formatted("http://127.0.0.1:1" + CONTEXT)),
                    List.of(
                            "Link",
                            LINK.formatted(
                                    "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.6.jsonld")),
                    List.of("Link", LINK.formatted("https://nowhere.example/context.jsonld")),
                    List.of("NGSILD-EntityMap", MAP),
                    List.of("Accept-Language", "zh-CN,zh;q=0.9"),
                    List.of("Content-Type", "application/merge-patch+json"));

    private final Chance chance;

    FuzzRequests(Chance chance) {
        this.chance = chance;
    }

    private static Way write(String line) {
        return new Way(line, FuzzDocuments.ENTITIES, WRITING, 0);
    }

    private static Way query(String line) {
        return new Way(line, NONE, QUERYING, 5);
    }

    private static Way read(String line) {
        return new Way(line, NONE, SHOWN, 3);
    }

    private static Way past(String line) {
        return new Way(line, NONE, PAST, 2);
    }

    private static Way other(String line) {
        return new Way(line, NONE, OTHER, 1);
    }

    private static List<String> joined(List<List<String>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    /// The next one.
    ///
    /// @param tenant who asks
    Ask next(String tenant) {
        var way = chance.of(WAYS);
        int blank = way.line().indexOf(' ');
        var target = new StringBuilder(path(way.line().substring(blank + 1)));
        for (int i = chance.below(way.mostParameters() + 1); i > 0; i--) {
            var usual = way.parameters().isEmpty() ? ALL : way.parameters();
            add(target, chance.of(chance.once(12) ? ALL : usual));
        }
        var path = target.toString();
        if (chance.once(6)) {
            path = chance.changed(path);
        }
        var documents = chance.once(15) ? FuzzDocuments.ALL : way.documents();
        var body = way.documents().isEmpty() ? new byte[0] : chance.document(documents);
        return new Ask(
                way.line().substring(0, blank), Chance.encoded(path), headers(tenant, body), body);
    }

    /// Adds a parameter, unless its name stands there already.
    private static void add(StringBuilder target, String parameter) {
        var name = parameter.substring(0, parameter.indexOf('=') + 1);
        if (target.indexOf("?" + name) < 0 && target.indexOf("&" + name) < 0) {
            target.append(target.indexOf("?") < 0 ? '?' : '&').append(parameter);
        }
    }

    private static String path(String said) {
        if (said.startsWith("//")) {
            return said.substring(1);
        }
        return said.startsWith(CONTEXT) || said.startsWith(MAP) ? said : V1 + said;
    }

    private List<String> headers(String tenant, byte[] body) {
        var headers = new ArrayList<>(List.of("NGSILD-Tenant", tenant));
        if (body.length > 0) {
            boolean isLd = new String(body, StandardCharsets.UTF_8).contains("@context");
            headers.add("Content-Type");
            headers.add(isLd != chance.once(20) ? "application/ld+json" : "application/json");
        }
        while (chance.once(3)) {
            var header = chance.of(HEADERS);
            if (headers.contains(header.getFirst())) {
                continue;
            }
            headers.add(header.getFirst());
            headers.add(chance.once(6) ? spoilt(header.getLast()) : header.getLast());
        }
        return headers;
    }

    /// A header's value with something changed; only what a client can send.
    private String spoilt(String value) {
        return chance.changed(value).replaceAll("[^\\x20-\\x7e]", "~");
    }
}
