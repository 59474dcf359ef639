/// What every start needs: the data folder, refusals in one sentence, exit codes.
@NullMarked
package city.wutong.start;

import org.jspecify.annotations.NullMarked;
