/// Places on the Earth: GeoJSON geometries, geo-queries (ETSI GS CIM 009 V1.9.1 clauses 4.7 and
/// 4.10), distances, and the grid that an index of places stands on.
@NullMarked
package city.wutong.geo;

import org.jspecify.annotations.NullMarked;
