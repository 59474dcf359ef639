/// Indices, counted by SQL over the views.
@NullMarked
package city.wutong.figure;

import org.jspecify.annotations.NullMarked;
