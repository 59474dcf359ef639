/// Who works where, in what post and when: departments, posts, duty rosters, and the areas that a
/// city adds below its towns.
@NullMarked
package city.wutong.organisation;

import org.jspecify.annotations.NullMarked;
