/// Tests of the entity.
@NullMarked
package city.wutong.entity;

import org.jspecify.annotations.NullMarked;
