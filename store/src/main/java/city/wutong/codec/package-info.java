/// A compact binary form of entities, attributes and changes, for chunks of them.
@NullMarked
package city.wutong.codec;

import org.jspecify.annotations.NullMarked;
