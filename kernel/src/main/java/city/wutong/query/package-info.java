/// What can be asked of entities: the query language `q`, the selection of types and scopes,
/// patterns of ids, and pages (ETSI GS CIM 009 V1.9.1 clauses 4.9, 4.17, 4.19, 5.5.9 and 5.7.2).
@NullMarked
package city.wutong.query;

import org.jspecify.annotations.NullMarked;
