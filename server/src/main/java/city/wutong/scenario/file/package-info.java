/// One file of a scenario: read strictly into a tree that knows its places, and every mistake told.
@NullMarked
package city.wutong.scenario.file;

import org.jspecify.annotations.NullMarked;
