/// Tests of the json.
@NullMarked
package city.wutong.json;

import org.jspecify.annotations.NullMarked;
