/// The NGSI-LD information model (ETSI GS CIM 009 V1.9.1, clause 4.2) as immutable values.
@NullMarked
package city.wutong.entity;

import org.jspecify.annotations.NullMarked;
