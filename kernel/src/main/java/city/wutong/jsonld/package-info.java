/// JSON-LD as NGSI-LD uses it (ETSI GS CIM 009 V1.9.1 clauses 4.4, 4.5 and 5.5.7): `@context`s, and
/// the way of entities from JSON to immutable values and back.
@NullMarked
package city.wutong.jsonld;

import org.jspecify.annotations.NullMarked;
