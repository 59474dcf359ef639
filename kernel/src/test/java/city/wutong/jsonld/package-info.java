@NullMarked
package city.wutong.jsonld;

import org.jspecify.annotations.NullMarked;
