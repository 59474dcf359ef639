/// Words for people, in every language that Wutong speaks.
@NullMarked
package city.wutong.text;

import org.jspecify.annotations.NullMarked;
