/// Who is told of which alerts, when and by which channel, and what happens when nobody answers.
@NullMarked
package city.wutong.notification;

import org.jspecify.annotations.NullMarked;
